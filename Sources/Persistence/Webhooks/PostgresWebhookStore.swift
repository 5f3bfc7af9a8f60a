package import Access
package import Catalog
import Identifiers
package import PostgresClient

/// Webhooks in PostgreSQL. Their deliveries are queued by the ledger, with the changes they tell of.
package struct PostgresWebhookStore: WebhookStore {
    let pool: PostgresPool
    let queries: StoreQueries
    let ledger: Ledger

    package init(pool: PostgresPool) {
        self.pool = pool
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }

    package func webhook(_ id: WebhookID) async throws -> Webhook? {
        try await queries.row(
            "\(Webhook.selection) WHERE w.id = \(id) AND w.deleted_at IS NULL",
            Webhook.init
        )
    }

    package func webhooks(of owner: PrincipalID?, page: PageRequest) async throws -> Page<Webhook> {
        let after = try page.afterID(WebhookID.self)
        let rows = try await queries.rows(
            """
            \(Webhook.selection)
            WHERE w.deleted_at IS NULL AND (\(optional: owner)::uuid IS NULL OR w.created_by = \(optional: owner))
                AND (\(optional: after)::uuid IS NULL OR w.id > \(optional: after))
            ORDER BY w.id LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { "\($0.id)" }, Webhook.init)
    }

    package func createWebhook(_ id: WebhookID, _ draft: WebhookDraft, under grant: borrowing Grant)
        async throws -> Recorded<Webhook>
    {
        let (now, creator) = (grant.grantedAt, grant.actor.principalID)
        let events = draft.events.map(\.rawValue)
        return try await ledger.record(Webhook.thing(id), under: grant) { connection in
            _ = try await connection.execute(
                """
                INSERT INTO webhooks (id, name, url, description, events, secret, is_active, created_at, created_by,
                    updated_at)
                VALUES (\(id), \(draft.name), \(draft.url), \(draft.description), \(events),
                    \(optional: draft.sealedSecret), \(draft.isActive), \(now), \(creator), \(now))
                """
            )
            let webhook = try await Self.read(id, on: connection)
            return try Change(webhook, webhook.subject, details: ["name": .string(webhook.name)])
        }
    }

    package func updateWebhook(_ id: WebhookID, _ changes: WebhookChanges, under grant: borrowing Grant)
        async throws -> Recorded<Webhook>
    {
        let now = grant.grantedAt
        return try await ledger.record(Webhook.thing(id), under: grant) { connection in
            let before = try await Self.lock(id, on: connection)
            let events = (changes.events ?? before.events).map(\.rawValue)
            _ = try await connection.execute(
                """
                UPDATE webhooks SET name = \(changes.name ?? before.name), url = \(changes.url ?? before.url),
                    description = \(changes.description ?? before.description), events = \(events),
                    secret = coalesce(\(optional: changes.sealedSecret)::bytea, secret),
                    is_active = \(changes.isActive ?? before.isActive), updated_at = greatest(updated_at, \(now))
                WHERE id = \(id)
                """
            )
            let after = try await Self.read(id, on: connection)
            return try Change(after, after.subject, before: before, details: ["name": .string(after.name)])
        }
    }

    package func deleteWebhook(_ id: WebhookID, under grant: borrowing Grant) async throws -> Recorded<
        Webhook
    > {
        let now = grant.grantedAt
        return try await ledger.record(Webhook.thing(id), under: grant) { connection in
            let before = try await Self.lock(id, on: connection)
            _ = try await connection.pipeline([
                "UPDATE webhooks SET deleted_at = \(now), secret = NULL WHERE id = \(id)",
                """
                UPDATE webhook_deliveries SET state = 'dropped', finished_at = \(now), problem = 'The webhook was deleted.'
                WHERE webhook_id = \(id) AND state = 'pending'
                """,
            ])
            return try Change(before, before.subject, details: ["deleted": .string(before.name)])
        }
    }

    private static func read(_ id: WebhookID, on connection: PostgresConnection) async throws -> Webhook {
        let row = try await connection.queryOne("\(Webhook.selection) WHERE w.id = \(id)")
        guard let row else { throw StoreFault.notFound(what: Webhook.thing(id)) }
        return try Webhook(row)
    }

    /// Locks first and reads then: what the lock waited for is seen.
    private static func lock(_ id: WebhookID, on connection: PostgresConnection) async throws -> Webhook {
        let answers = try await connection.pipeline([
            "SELECT FROM webhooks WHERE id = \(id) FOR UPDATE",
            "\(Webhook.selection) WHERE w.id = \(id) AND w.deleted_at IS NULL",
        ])
        guard let row = answers.last?.first else { throw StoreFault.notFound(what: Webhook.thing(id)) }
        return try Webhook(row)
    }
}
