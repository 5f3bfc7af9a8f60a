import Access
import Catalog
package import Hummingbird
import Identifiers
package import Workflows

/// `GET /api/v1/webhooks/{webhook}/deliveries`: what a webhook was told, and what came of it.
package struct WebhookDeliveryRoutes: Sendable {
    private let read: ReadWebhooks

    package init(read: ReadWebhooks) {
        self.read = read
    }

    package func add(to routes: RouterGroup<APIContext>) {
        routes.get("webhooks/{webhook}/deliveries", use: list)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.requireActor()
        let id = try context.identifier("webhook", WebhookID.self)
        return try Reply.page(
            try await read.deliveries(of: id, page: try request.page(), by: actor),
            WireDelivery.init
        )
    }
}

private struct WireDelivery: Encodable {
    var id: String
    var event: String
    var state: String
    var attempts: Int
    var nextAttemptAt: Instant?
    var responseStatus: Int?
    var problem: String?
    /// As it was signed and sent.
    var body: String
    var auditEntry: String
    var createdAt: Instant
    var finishedAt: Instant?

    init(_ delivery: WebhookDelivery) {
        id = "\(delivery.id)"
        event = delivery.event
        state = delivery.state.rawValue
        attempts = delivery.attempts
        nextAttemptAt = delivery.state == .pending ? delivery.nextAttemptAt : nil
        responseStatus = delivery.responseStatus
        problem = delivery.problem
        body = delivery.body
        auditEntry = "\(delivery.effectID)"
        createdAt = delivery.createdAt
        finishedAt = delivery.finishedAt
    }
}
