import Access
import Catalog
import Identifiers
import PostgresClient

/// Queues what webhooks are told, in the transaction of the change.
enum WebhookOutbox {
    /// Deliveries waiting for one webhook at most; what comes then is noted as dropped.
    static let pendingMax = 10_000

    /// A pending delivery for every active webhook that asked for the event.
    static func enqueue(_ notice: WebhookNotice, of effect: Effect) throws -> SQL {
        let body = try body(notice, effect)
        let sql: SQL = """
            INSERT INTO webhook_deliveries (id, webhook_id, event, body, effect_id, state, next_attempt_at, created_at,
                finished_at)
            SELECT gen_random_uuid(), w.id, \(notice.event.rawValue), \(body), \(effect.id),
                CASE WHEN q.is_full THEN 'dropped' ELSE 'pending' END, \(effect.grantedAt), \(effect.grantedAt),
                CASE WHEN q.is_full THEN \(effect.grantedAt) END
            FROM webhooks w CROSS JOIN LATERAL (
                SELECT count(*) >= \(Int64(pendingMax)) AS is_full FROM (
                    SELECT FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.state = 'pending'
                    LIMIT \(Int64(pendingMax))
                ) waiting
            ) q
            WHERE w.deleted_at IS NULL AND w.is_active AND \(notice.event.rawValue) = ANY (w.events)
            ORDER BY w.id
            """
        return sql.named("webhooks.enqueue")
    }

    /// MLflow's envelope, with who made the change and the audit entry that records it.
    static func body(_ notice: WebhookNotice, _ effect: Effect) throws -> String {
        let payload: JSONValue = [
            "entity": .string(notice.event.entity),
            "action": .string(notice.event.action),
            "timestamp": .string(effect.grantedAt.rfc3339),
            "data": .object(notice.data),
            "actor": [
                "principal_id": .string("\(effect.actor.principalID)"),
                "display_name": .string(effect.actor.displayName),
                "kind": .string(effect.actor.kind.rawValue),
            ],
            "audit_entry": .string("\(effect.id)"),
        ]
        return String(decoding: try CanonicalJSON.encode(payload), as: UTF8.self)
    }
}
