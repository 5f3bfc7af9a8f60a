import Catalog
import Identifiers
import Workflows

/// Webhooks in MLflow's form.
enum WebhookWire {
    private enum Status: String, CaseIterable {
        case active = "ACTIVE"
        case disabled = "DISABLED"
    }

    static func request(_ fields: MLflowFields) throws -> ManageWebhooks.Request {
        let events = try fields.messages("events").map(event)
        let status = try fields.word("status", Status.self)
        return ManageWebhooks.Request(
            name: try fields.optionalText("name"),
            url: try fields.optionalText("url"),
            description: try fields.optionalText("description"),
            events: events.isEmpty ? nil : events,
            secret: try fields.filledText("secret"),
            isActive: status.map { $0 == .active }
        )
    }

    /// `{"entity": "MODEL_VERSION", "action": "CREATED"}`
    static func event(_ fields: MLflowFields) throws -> WebhookEvent {
        let (entity, action) = (try fields.text("entity"), try fields.text("action"))
        guard let event = WebhookEvent(rawValue: "\(entity.lowercased()).\(action.lowercased())") else {
            throw MLflowFault.invalid(
                "Invalid action '\(action)' for entity '\(entity)'. Valid events are: "
                    + WebhookEvent.allCases.map(\.rawValue).joined(separator: ", ") + "."
            )
        }
        return event
    }

    static func object(_ webhook: Webhook) -> MLflowObject {
        var object = MLflowObject()
        object.add("webhook_id", "\(webhook.id)")
        object.add("name", webhook.name)
        if !webhook.description.isEmpty { object.add("description", webhook.description) }
        object.add("url", webhook.url)
        object.add("events", webhook.events.map { eventObject($0) })
        object.add("status", (webhook.isActive ? Status.active : .disabled).rawValue)
        object.add("creation_timestamp", webhook.createdAt.microseconds / 1_000)
        object.add("last_updated_timestamp", webhook.updatedAt.microseconds / 1_000)
        return object
    }

    private static func eventObject(_ event: WebhookEvent) -> MLflowObject {
        var object = MLflowObject()
        object.add("entity", event.entity.uppercased())
        object.add("action", event.action.uppercased())
        return object
    }

    static func answer(_ webhook: Webhook) -> MLflowObject {
        var answer = MLflowObject()
        answer.add("webhook", object(webhook))
        return answer
    }
}
