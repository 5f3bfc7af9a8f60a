import Access
package import Audit
import Identifiers
package import PostgresClient
package import TransparencyLog

/// The audit log for people and programs that read parts of it while it grows.
package struct PostgresAuditBrowser: AuditLogBrowser, AuditLogReader {
    private static let limitMax = 10_000

    private let log: PostgresAuditLog
    private let queries: StoreQueries

    package init(pool: PostgresPool) {
        log = PostgresAuditLog(pool: pool)
        queries = StoreQueries(pool: pool)
    }

    package func entry(_ id: AuditEntryID) async throws -> AuditLogEntry? {
        try await log.entry(id)
    }

    package func latestCheckpoint() async throws -> [UInt8]? {
        try await log.latestCheckpoint()?.note
    }

    package func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]? {
        do {
            return try await log.tile(coordinate)
        } catch StoreFault.notFound {
            return nil
        }
    }

    package func rows(
        matching search: AuditSearch,
        after index: UInt64?,
        limit: Int
    ) async throws -> [AuditReportRow] {
        let actor = search.actorID.map { PrincipalID($0) }
        let kind = search.resourceType.map { ResourceKind(rawValue: $0) }
        // A filter that names nothing known matches nothing; it is not dropped.
        if actor == .some(nil) || kind == .some(nil) { return [] }
        let query = AuditLogQuery(
            from: search.from,
            to: search.to,
            actorID: actor ?? nil,
            actionPrefix: search.actionPrefix,
            resourceKind: kind ?? nil,
            resourceName: search.resourceName
        )
        let first = index.map { Int64(clamping: $0) } ?? -1
        let rows = try await queries.rows(
            """
            SELECT \(AuditLogEntry.columns) FROM audit.log_entry
            WHERE \(query.condition) AND index > \(first) AND index < (SELECT size FROM audit.log_head)
            ORDER BY index LIMIT \(min(limit, Self.limitMax))
            """
        )
        return try rows.map(Self.reportRow)
    }

    /// An entry that was tampered with may be no event any more: then the log needs a verification, not a report.
    private static func reportRow(_ row: PostgresRow) throws -> AuditReportRow {
        let entry = try AuditLogEntry(row)
        guard let event = try? AuditEvent(decoding: entry.body) else {
            throw StoreFault.conflict(
                detail:
                    "Audit entry \(entry.index) cannot be read. Run `assay audit verify` to see what was changed."
            )
        }
        return AuditReportRow(index: entry.index, event: event)
    }

    package func head() async throws -> AuditLogHead {
        try await log.head()
    }

    package func entries(from index: UInt64, limit: Int) async throws -> [AuditLogEntry] {
        let rows = try await queries.rows(
            """
            SELECT \(AuditLogEntry.columns) FROM audit.log_entry WHERE index >= \(Int64(clamping: index))
            ORDER BY index LIMIT \(min(limit, Self.limitMax))
            """
        )
        return try rows.map(AuditLogEntry.init)
    }

    package func checkpoints(skipping skipped: Int, limit: Int) async throws -> [[UInt8]] {
        let rows = try await queries.rows(
            """
            SELECT note FROM audit.checkpoint ORDER BY signed_at, size
            OFFSET \(skipped) LIMIT \(min(limit, Self.limitMax))
            """
        )
        return try rows.map { try $0.decode("note", as: [UInt8].self) }
    }
}
