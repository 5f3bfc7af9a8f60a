import Access
package import Corpus
import Identifiers
import PostgresClient

extension PostgresCorpusStore {
    package func apply(_ batch: CorpusBatch, to id: ImportID) async throws -> CorpusBatchOutcome {
        try await transaction { connection in
            let source = try await Self.sourceID(ofImport: id, connection)
            try await Self.upsert(batch.people, in: source, connection)
            try await Self.upsert(batch.containers, in: source, asOf: batch.membersAsOf, connection)
            var outcome = try await Self.upsert(batch.messages, in: source, connection)
            outcome.deleted = try await Self.delete(batch.deletions, in: source, connection)
            let summary = try batch.summary(outcome)
            _ = try await connection.execute(
                """
                UPDATE imports SET checkpoint = \(batch.checkpoint), summary = \(summary),
                    progress_done = \(batch.progressDone), progress_total = \(batch.progressTotal)
                WHERE id = \(id)
                """
            )
            return outcome
        }
    }

    private static func sourceID(
        ofImport id: ImportID,
        _ connection: PostgresConnection
    ) async throws -> SourceID {
        let row = try await connection.queryOne(
            "SELECT source_id FROM imports WHERE id = \(id) AND state NOT IN ('done', 'failed') FOR UPDATE"
        )
        guard let row else { throw StoreFault.conflict(detail: "Import \(id) is not open any more.") }
        return try row.decode("source_id")
    }

    /// An explicit mapping stays; everything else follows the newest import.
    private static func upsert(
        _ people: [ExportedPerson],
        in source: SourceID,
        _ connection: PostgresConnection
    ) async throws {
        guard !people.isEmpty else { return }
        _ = try await connection.execute(
            """
            INSERT INTO source_people (source_id, native_id, display_name, email, is_bot, is_guest, is_deactivated)
            SELECT DISTINCT ON (p.native_id) \(source), p.native_id, p.display_name, lower(nullif(p.email, '')),
                   p.is_bot, p.is_guest, p.is_deactivated
            FROM unnest(\(people.map(\.nativeID)), \(people.map(\.displayName)), \(people.map { $0.email ?? "" }),
                        \(people.map(\.isBot)), \(people.map(\.isGuest)), \(people.map(\.isDeactivated)))
                WITH ORDINALITY AS p (native_id, display_name, email, is_bot, is_guest, is_deactivated, place)
            ORDER BY p.native_id, p.place DESC
            ON CONFLICT (source_id, native_id) DO UPDATE SET
                display_name = excluded.display_name, email = excluded.email, is_bot = excluded.is_bot,
                is_guest = excluded.is_guest, is_deactivated = excluded.is_deactivated
            """
        )
    }

    /// Names and memberships are taken from an export only when it is not older than what is known.
    private static func upsert(
        _ containers: [ExportedContainer],
        in source: SourceID,
        asOf: Instant,
        _ connection: PostgresConnection
    ) async throws {
        for container in containers {
            let row = try await connection.queryOne(
                """
                INSERT INTO containers (source_id, native_id, name, kind, is_archived, topic, purpose, members_as_of)
                VALUES (\(source), \(container.nativeID), \(container.name), \(container.kind.rawValue),
                        \(container.isArchived), \(container.topic), \(container.purpose), \(asOf))
                ON CONFLICT (source_id, native_id) DO UPDATE SET
                    name = excluded.name, kind = excluded.kind, is_archived = excluded.is_archived,
                    topic = excluded.topic, purpose = excluded.purpose, members_as_of = excluded.members_as_of
                WHERE excluded.members_as_of >= containers.members_as_of
                RETURNING id
                """
            )
            guard let id = try row?.decode("id", as: Int64.self) else { continue }
            _ = try await connection.execute("DELETE FROM container_members WHERE container_id = \(id)")
            _ = try await connection.execute(
                """
                INSERT INTO container_members (container_id, person_native_id)
                SELECT DISTINCT \(id), native_id FROM unnest(\(container.memberNativeIDs)) AS m (native_id)
                """
            )
        }
    }

    /// A newer edit replaces what is stored; an older export never does.
    private static func upsert(
        _ messages: [ExportedMessage],
        in source: SourceID,
        _ connection: PostgresConnection
    ) async throws -> CorpusBatchOutcome {
        guard !messages.isEmpty else { return CorpusBatchOutcome() }
        let never = Instant(microseconds: 0)
        let rows = try await connection.query(
            """
            WITH written AS (
                INSERT INTO messages (container_id, native_id, thread_native_id, author_native_id, author_name,
                                      sent_at, edited_at, text, is_from_bot)
                SELECT DISTINCT ON (c.id, m.native_id) c.id, m.native_id, nullif(m.thread, ''), nullif(m.author, ''),
                       m.author_name, m.sent_at, nullif(m.edited_at, \(never)), m.text, m.is_from_bot
                FROM unnest(\(messages.map(\.containerNativeID)), \(messages.map(\.nativeID)),
                            \(messages.map { $0.threadNativeID ?? "" }), \(messages.map { $0.authorNativeID ?? "" }),
                            \(messages.map(\.authorName)), \(messages.map { $0.sentAt }),
                            \(messages.map { $0.editedAt ?? never }),
                            \(messages.map(\.text)), \(messages.map(\.isFromBot)))
                    AS m (container, native_id, thread, author, author_name, sent_at, edited_at, text, is_from_bot)
                JOIN containers c ON c.source_id = \(source) AND c.native_id = m.container
                ORDER BY c.id, m.native_id, m.edited_at DESC
                ON CONFLICT (container_id, native_id) DO UPDATE SET
                    text = CASE WHEN excluded.edited_at > coalesce(messages.edited_at, '-infinity')
                                THEN excluded.text ELSE messages.text END,
                    edited_at = greatest(messages.edited_at, excluded.edited_at),
                    thread_native_id = coalesce(messages.thread_native_id, excluded.thread_native_id)
                WHERE excluded.edited_at > coalesce(messages.edited_at, '-infinity')
                   OR (messages.thread_native_id IS NULL AND excluded.thread_native_id IS NOT NULL)
                RETURNING container_id, xmax = 0 AS is_new
            ), touched AS (
                UPDATE containers SET needs_chunking = true
                WHERE id IN (SELECT container_id FROM written) AND NOT needs_chunking
            )
            SELECT count(*) FILTER (WHERE is_new) AS added, count(*) FILTER (WHERE NOT is_new) AS changed FROM written
            """
        )
        let added = Int(try rows.first?.decode("added", as: Int64.self) ?? 0)
        let changed = Int(try rows.first?.decode("changed", as: Int64.self) ?? 0)
        return CorpusBatchOutcome(added: added, changed: changed, unchanged: messages.count - added - changed)
    }

    private static func delete(
        _ deletions: [ExportedDeletion],
        in source: SourceID,
        _ connection: PostgresConnection
    ) async throws -> Int {
        guard !deletions.isEmpty else { return 0 }
        let rows = try await connection.query(
            """
            WITH gone AS (
                DELETE FROM messages m
                USING unnest(\(deletions.map(\.containerNativeID)), \(deletions.map(\.nativeID))) AS d (container, native_id),
                      containers c
                WHERE c.source_id = \(source) AND c.native_id = d.container
                  AND m.container_id = c.id AND m.native_id = d.native_id
                RETURNING m.container_id
            ), touched AS (
                UPDATE containers SET needs_chunking = true WHERE id IN (SELECT container_id FROM gone)
            )
            SELECT count(*) AS deleted FROM gone
            """
        )
        return Int(try rows.first?.decode("deleted", as: Int64.self) ?? 0)
    }
}
