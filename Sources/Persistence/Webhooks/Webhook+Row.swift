import Catalog
import Identifiers
import PostgresClient

extension Webhook {
    static let selection: SQL = """
        SELECT w.id, w.name, w.url, w.description, w.events, w.secret IS NOT NULL AS has_secret, w.is_active,
            w.created_at, w.created_by, w.updated_at
        FROM webhooks w
        """

    static func thing(_ id: WebhookID) -> String { "Webhook \(id)" }

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            name: try row.decode("name"),
            url: try row.decode("url"),
            description: try row.decode("description"),
            events: try row.decode("events", as: [String].self).compactMap(WebhookEvent.init(rawValue:)),
            hasSecret: try row.decode("has_secret"),
            isActive: try row.decode("is_active"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            updatedAt: try row.decode("updated_at")
        )
    }

    var subject: ChangedSubject { ChangedSubject(id: "\(id)", name: name) }
}

extension WebhookDelivery {
    static let columns: SQL = """
        d.id, d.webhook_id, d.event, d.body, d.effect_id, d.state, d.attempts, d.next_attempt_at,
            d.response_status, d.problem, d.created_at, d.finished_at, d.position
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            webhookID: try row.decode("webhook_id"),
            event: try row.decode("event"),
            body: try row.decode("body"),
            effectID: try row.decode("effect_id"),
            state: State(rawValue: try row.decode("state")) ?? .failed,
            attempts: Int(try row.decode("attempts", as: Int32.self)),
            nextAttemptAt: try row.decode("next_attempt_at"),
            responseStatus: try row.decode("response_status", as: Int32?.self).map(Int.init),
            problem: try row.decode("problem"),
            createdAt: try row.decode("created_at"),
            finishedAt: try row.decode("finished_at")
        )
    }
}

extension DueDelivery {
    init(_ row: PostgresRow) throws {
        self.init(
            delivery: try WebhookDelivery(row),
            url: try row.decode("url"),
            sealedSecret: try row.decode("secret")
        )
    }
}
