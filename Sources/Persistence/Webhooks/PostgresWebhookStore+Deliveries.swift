package import Access
package import Catalog
package import Identifiers
import PostgresClient

extension PostgresWebhookStore {
    package func deliveries(of id: WebhookID, page: PageRequest) async throws -> Page<WebhookDelivery> {
        let before = try page.afterNumber().map(Int64.init)
        let rows = try await queries.rows(
            """
            SELECT \(WebhookDelivery.columns) FROM webhook_deliveries d
            WHERE d.webhook_id = \(id) AND (\(optional: before)::bigint IS NULL OR d.position < \(optional: before))
            ORDER BY d.position DESC LIMIT \(page.rowLimit)
            """
        )
        let deliveries = try rows.prefix(page.size).map(WebhookDelivery.init)
        let last = try rows.prefix(page.size).last?.decode("position", as: Int64.self)
        return Page(items: deliveries, next: rows.count > page.size ? last.map { "\($0)" } : nil)
    }

    package func beginTest(of id: WebhookID, event: WebhookEvent, under grant: borrowing Grant) async throws
        -> Recorded<WebhookDelivery>
    {
        let (now, effect) = (grant.grantedAt, Effect(grant))
        let deliveryID = WebhookDeliveryID.new(at: now)
        let body = try WebhookOutbox.body(event, ["test": true], effect)
        return try await ledger.record(Webhook.thing(id), under: grant) { connection in
            // Not pending: the queue passes it over.
            let row = try await connection.queryOne(
                """
                INSERT INTO webhook_deliveries AS d (id, webhook_id, event, body, effect_id, state, attempts,
                    next_attempt_at, created_at, finished_at)
                VALUES (\(deliveryID), \(id), \(event.rawValue), \(body), \(effect.id), 'failed', 1, \(now), \(now), \(now))
                RETURNING \(WebhookDelivery.columns)
                """
            )
            guard let row else { throw StoreFault.notFound(what: Webhook.thing(id)) }
            let subject = ChangedSubject(id: "\(id)")
            return try Change(try WebhookDelivery(row), subject, details: ["tested": .string(event.rawValue)])
        }
    }

    package func due(_ delivery: WebhookDelivery) async throws -> DueDelivery? {
        try await queries.row(
            """
            SELECT \(WebhookDelivery.columns), w.url, w.secret FROM webhook_deliveries d
            JOIN webhooks w ON w.id = d.webhook_id WHERE d.id = \(delivery.id) AND w.deleted_at IS NULL
            """,
            DueDelivery.init
        )
    }

    package func takeDue(at now: Instant, limit: Int, leaseSeconds: Double) async throws -> [DueDelivery] {
        let until = now.advanced(bySeconds: leaseSeconds)
        return try await queries.rows(
            """
            UPDATE webhook_deliveries d SET leased_until = \(until), attempts = d.attempts + 1
            FROM webhooks w, (
                SELECT head.id FROM webhooks v CROSS JOIN LATERAL (
                    SELECT p.id, p.next_attempt_at, p.leased_until FROM webhook_deliveries p
                    WHERE p.webhook_id = v.id AND p.state = 'pending' ORDER BY p.position LIMIT 1
                ) head
                WHERE v.deleted_at IS NULL AND v.is_active AND head.next_attempt_at <= \(now)
                    AND (head.leased_until IS NULL OR head.leased_until <= \(now))
                ORDER BY head.next_attempt_at LIMIT \(Int64(limit))
            ) due
            WHERE d.id = due.id AND w.id = d.webhook_id AND d.state = 'pending'
                AND (d.leased_until IS NULL OR d.leased_until <= \(now))
            RETURNING \(WebhookDelivery.columns), w.url, w.secret
            """
        )
        .map(DueDelivery.init)
    }

    package func finish(_ id: WebhookDeliveryID, _ outcome: DeliveryOutcome, at now: Instant) async throws {
        switch outcome {
        case .delivered(let status):
            _ = try await queries.rows(
                """
                UPDATE webhook_deliveries SET state = 'delivered', response_status = \(Int32(clamping: status)),
                    problem = NULL, finished_at = \(now), leased_until = NULL
                WHERE id = \(id)
                """
            )
        case .failed(let status, let problem, let again):
            let status = status.map { Int32(clamping: $0) }
            let shown = String(problem.unicodeScalars.prefix(2_000))
            _ = try await queries.rows(
                """
                UPDATE webhook_deliveries SET response_status = \(optional: status), problem = \(shown),
                    leased_until = NULL, next_attempt_at = coalesce(\(optional: again)::timestamptz, next_attempt_at),
                    state = CASE WHEN \(again != nil) AND state = 'pending' THEN 'pending' ELSE 'failed' END,
                    finished_at = CASE WHEN \(again == nil) THEN \(now)::timestamptz END
                WHERE id = \(id)
                """
            )
        }
    }

    package func forgetDeliveries(endedBefore instant: Instant) async throws -> Int {
        try await queries.rows(
            "DELETE FROM webhook_deliveries WHERE finished_at < \(instant) AND state <> 'pending' RETURNING id"
        ).count
    }
}
