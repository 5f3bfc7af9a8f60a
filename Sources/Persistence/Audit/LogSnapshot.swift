package import Audit
import PostgresClient
package import TransparencyLog

/// The log as it was at one moment, whatever is added meanwhile.
package struct LogSnapshot: AuditLogReader {
    /// The most entries or notes one answer holds, whatever is asked for.
    private static let limitMax = 10_000

    let connection: PostgresConnection

    package func head() async throws -> AuditLogHead {
        let row = try await connection.queryOne("SELECT \(AuditLogHead.columns) FROM audit.log_head")
        guard let row else { throw LogIntegrityFault.incomplete(detail: "the head is missing") }
        return try AuditLogHead(row)
    }

    package func entries(from index: UInt64, limit: Int) async throws -> [AuditLogEntry] {
        let rows = try await connection.query(
            """
            SELECT \(AuditLogEntry.columns) FROM audit.log_entry WHERE index >= \(Int64(clamping: index))
            ORDER BY index LIMIT \(min(limit, Self.limitMax))
            """
        )
        return try rows.map(AuditLogEntry.init)
    }

    package func checkpoints(skipping skipped: Int, limit: Int) async throws -> [[UInt8]] {
        let rows = try await connection.query(
            """
            SELECT note FROM audit.checkpoint ORDER BY signed_at, size
            OFFSET \(skipped) LIMIT \(min(limit, Self.limitMax))
            """
        )
        return try rows.map { try $0.decode("note", as: [UInt8].self) }
    }

    package func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]? {
        try await connection.queryOne(TileQuery.sql(for: coordinate))?.decode("bytes", as: [UInt8].self)
    }
}
