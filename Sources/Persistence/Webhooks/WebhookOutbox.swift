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
        let event = notice.event?.rawValue
        let body = try notice.event.map { try Self.body($0, notice.data, effect) }
        let promptBody = try Self.body(notice.promptEvent, notice.data, effect)
        let sql: SQL = """
            WITH told AS (
                SELECT CASE WHEN p.is_prompt THEN \(notice.promptEvent.rawValue) ELSE \(optional: event) END AS event,
                    CASE WHEN p.is_prompt THEN \(promptBody) ELSE \(optional: body) END AS body
                FROM (SELECT EXISTS (SELECT FROM model_tags g WHERE g.model_id = \(notice.modelID)
                    AND g.key = 'mlflow.prompt.is_prompt' AND g.value = 'true') AS is_prompt) p
            )
            INSERT INTO webhook_deliveries (id, webhook_id, event, body, effect_id, state, next_attempt_at, created_at,
                finished_at)
            SELECT gen_random_uuid(), w.id, told.event, told.body, \(effect.id),
                CASE WHEN q.is_full THEN 'dropped' ELSE 'pending' END, \(effect.grantedAt), \(effect.grantedAt),
                CASE WHEN q.is_full THEN \(effect.grantedAt) END
            FROM told JOIN webhooks w ON told.event = ANY (w.events) CROSS JOIN LATERAL (
                SELECT count(*) >= \(Int64(pendingMax)) AS is_full FROM (
                    SELECT FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.state = 'pending'
                    LIMIT \(Int64(pendingMax))
                ) waiting
            ) q
            WHERE w.deleted_at IS NULL AND w.is_active
            ORDER BY w.id
            """
        return sql.named("webhooks.enqueue")
    }

    /// MLflow's envelope, with who made the change and the audit entry that records it.
    static func body(_ event: WebhookEvent, _ data: [String: JSONValue], _ effect: Effect) throws -> String {
        let payload: JSONValue = [
            "entity": .string(event.entity),
            "action": .string(event.action),
            "timestamp": .string(effect.grantedAt.rfc3339),
            "data": .object(data),
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
