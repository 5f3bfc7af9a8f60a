import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// MLflow's webhooks: `webhooks`, `webhooks/{webhook_id}`, `webhooks/{webhook_id}/test`.
struct WebhookRoutes: Sendable {
    let manage: ManageWebhooks
    let read: ReadWebhooks

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "webhooks", use: create)
        routes.on(.get, "webhooks", use: list)
        routes.on(.get, "webhooks/{webhook_id}", use: get)
        routes.on(.patch, "webhooks/{webhook_id}", use: update)
        routes.on(.delete, "webhooks/{webhook_id}", use: delete)
        routes.on(.post, "webhooks/{webhook_id}/test", use: test)
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        _ = try call.fields.text("name")
        _ = try call.fields.text("url")
        guard try !call.fields.messages("events").isEmpty else { throw MLflowFault.missing("events") }
        let made = try await manage.create(
            try WebhookWire.request(call.fields),
            by: call.actor,
            try call.auditContext()
        )
        return WebhookWire.answer(made.value).recorded(made)
    }

    private func list(_ call: MLflowCall) async throws -> Response {
        let size = try call.fields.count(default: 100, in: 1...1_000)
        let query = SearchPageToken(query: ["webhooks"])
        let keys = try query.keys(of: try call.fields.filledText("page_token"))
        let after: String? = if case .text(let id)? = keys?.first { id } else { nil }
        guard let page = PageRequest(size: size, after: after) else {
            throw MLflowFault.missing("max_results")
        }
        let webhooks = try await read.webhooks(page: page, by: call.actor)
        var answer = MLflowObject()
        answer.add("webhooks", webhooks.items.map(WebhookWire.object))
        answer.add("next_page_token", webhooks.next.map { query.token(after: [.text($0)]) })
        return answer.response()
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        WebhookWire.answer(try await read.webhook(try id(call), by: call.actor)).response()
    }

    private func update(_ call: MLflowCall) async throws -> Response {
        let changed = try await manage.update(
            try id(call),
            try WebhookWire.request(call.fields),
            by: call.actor,
            try call.auditContext()
        )
        return WebhookWire.answer(changed.value).recorded(changed)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let deleted = try await manage.delete(try id(call), by: call.actor, try call.auditContext())
        return MLflowObject().recorded(deleted)
    }

    private func test(_ call: MLflowCall) async throws -> Response {
        let event = try call.fields.message("event").map { try WebhookWire.event($0) }
        let tested = try await manage.test(try id(call), event, by: call.actor, try call.auditContext())
        var result = MLflowObject()
        result.add("success", tested.value.state == .delivered)
        result.add("response_status", tested.value.responseStatus)
        result.add("error_message", tested.value.problem)
        var answer = MLflowObject()
        answer.add("result", result)
        return answer.recorded(tested)
    }

    private func id(_ call: MLflowCall) throws -> WebhookID {
        let text = try call.pathText("webhook_id")
        guard let id = WebhookID(text) else {
            throw MLflowFault.notFound("Webhook with ID \(text) not found.")
        }
        return id
    }
}
