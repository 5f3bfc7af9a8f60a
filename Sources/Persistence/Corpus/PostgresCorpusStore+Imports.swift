package import Access
package import Corpus
import FoundationEssentials
package import Identifiers
import PostgresClient

extension PostgresCorpusStore {
    package func createImport(_ draft: ImportDraft, under grant: borrowing Grant) async throws -> Recorded<
        ImportJob
    > {
        let id = ImportID.new(at: grant.grantedAt)
        let (now, principal) = (grant.grantedAt, grant.actor.principalID)
        let options = [UInt8](try JSONEncoder().encode(draft.options))
        return try await ledger.record("Import \(id)", under: grant) { connection in
            _ = try await connection.execute(
                """
                INSERT INTO contents (digest, size_bytes, created_at)
                VALUES (\(draft.contentDigest), \(draft.contentSizeBytes), \(now)) ON CONFLICT DO NOTHING
                """
            )
            _ = try await connection.execute(
                """
                INSERT INTO imports (id, source_id, state, content_digest, file_name, options, created_at, created_by)
                SELECT \(id), id, 'queued', \(draft.contentDigest), \(draft.fileName), \(options), \(now), \(principal)
                FROM sources WHERE name = \(draft.sourceName)
                """
            )
            guard let job = try await Self.job(id, connection) else {
                throw StoreFault.notFound(what: "Source \(draft.sourceName)")
            }
            return try Change(
                job,
                ChangedSubject(id: "\(id)", name: draft.sourceName, digest: draft.contentDigest),
                details: ["step": .string("queued"), "file_name": .string(draft.fileName)]
            )
        }
    }

    package func importJob(_ id: ImportID) async throws -> ImportJob? {
        try await queries.row("\(Self.selectJob) WHERE i.id = \(id)", ImportJob.init(row:))
    }

    package func imports(ofSource name: String, page: PageRequest) async throws -> Page<ImportJob> {
        let after = try page.afterID(ImportID.self)
        let rows = try await queries.rows(
            """
            \(Self.selectJob) WHERE s.name = \(name) AND (\(after)::uuid IS NULL OR i.id < \(after))
            ORDER BY i.id DESC LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { "\($0.id)" }, ImportJob.init(row:))
    }

    package func nextOpenImport() async throws -> ImportJob? {
        try await queries.row(
            "\(Self.selectJob) WHERE i.state NOT IN ('done', 'failed') ORDER BY i.created_at, i.id LIMIT 1",
            ImportJob.init(row:)
        )
    }

    package func setState(_ state: ImportJob.State, of id: ImportID, at now: Instant) async throws {
        _ = try await queries.rows(
            """
            UPDATE imports SET state = \(state.rawValue), progress_done = 0, progress_total = 0,
                started_at = coalesce(started_at, \(now))
            WHERE id = \(id) AND state NOT IN ('done', 'failed')
            """
        )
    }

    package func setProgress(_ done: Int64, of total: Int64, in id: ImportID) async throws {
        _ = try await queries.rows(
            "UPDATE imports SET progress_done = \(done), progress_total = \(total) WHERE id = \(id)"
        )
    }

    package func beginAttempt(of id: ImportID, at now: Instant) async throws -> Int {
        let attempts = try await queries.row(
            """
            UPDATE imports SET attempts = attempts + 1, started_at = coalesce(started_at, \(now))
            WHERE id = \(id) RETURNING attempts
            """
        ) { try $0.decode("attempts", as: Int32.self) }
        return Int(attempts ?? 0)
    }

    package func finishImport(
        _ id: ImportID,
        summary: [UInt8],
        under grant: borrowing Grant
    ) async throws -> Recorded<ImportJob> {
        let now = grant.grantedAt
        return try await ledger.record("Import \(id)", under: grant) { connection in
            _ = try await connection.execute(
                """
                UPDATE imports SET state = 'done', summary = \(summary), finished_at = \(now)
                WHERE id = \(id) AND state NOT IN ('done', 'failed')
                """
            )
            guard let job = try await Self.job(id, connection) else {
                throw StoreFault.notFound(what: "Import \(id)")
            }
            let subject = ChangedSubject(id: "\(id)", name: job.sourceName, digest: job.contentDigest)
            return try Change(job, subject, details: ["step": .string("finished")])
        }
    }

    package func failImport(_ id: ImportID, because reason: String, at now: Instant) async throws {
        _ = try await queries.rows(
            """
            UPDATE imports SET state = 'failed', failure = \(String(reason.prefix(2_000))), finished_at = \(now)
            WHERE id = \(id) AND state NOT IN ('done', 'failed')
            """
        )
    }

    private static func job(_ id: ImportID, _ connection: PostgresConnection) async throws -> ImportJob? {
        try await connection.queryOne("\(selectJob) WHERE i.id = \(id)").map(ImportJob.init(row:))
    }

    private static var selectJob: SQL {
        """
        SELECT i.id, i.source_id, s.name AS source_name, i.state, i.content_digest, i.file_name, i.options,
               i.checkpoint, i.summary, i.progress_done, i.progress_total, i.attempts, i.failure, i.created_at,
               i.created_by, i.started_at, i.finished_at
        FROM imports i JOIN sources s ON s.id = i.source_id
        """
    }
}

extension ImportJob {
    fileprivate init(row: PostgresRow) throws {
        guard let state = ImportJob.State(rawValue: try row.decode("state")) else {
            throw PostgresError(.decoding, "An import has an unknown state.")
        }
        let options = try row.decode("options", as: [UInt8].self)
        self.init(
            id: try row.decode("id"),
            sourceID: try row.decode("source_id"),
            sourceName: try row.decode("source_name"),
            state: state,
            contentDigest: try row.decode("content_digest"),
            fileName: try row.decode("file_name"),
            options: try JSONDecoder().decode(ImportOptions.self, from: Data(options)),
            checkpoint: try row.decode("checkpoint"),
            summary: try row.decode("summary"),
            progressDone: try row.decode("progress_done"),
            progressTotal: try row.decode("progress_total"),
            attempts: Int(try row.decode("attempts", as: Int32.self)),
            failure: try row.decode("failure"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            startedAt: try row.decode("started_at"),
            finishedAt: try row.decode("finished_at")
        )
    }
}
