package import Access
package import Audit
package import PostgresClient
package import TransparencyLog

/// Reads the audit log. Writing to it is for `Ledger` (entries) and `AuditSequencer` (order and signatures)
/// alone.
package struct PostgresAuditLog: TileReader {
    private let pool: PostgresPool
    private let queries: StoreQueries

    /// The pool's sessions need a role that may select from the schema `audit`; each of ours may.
    package init(pool: PostgresPool) {
        self.pool = pool
        queries = StoreQueries(pool: pool)
    }

    /// Nil while the entry waits to be sequenced, and when there is none; `isWaiting` tells the two apart.
    package func entry(_ id: AuditEntryID) async throws -> AuditLogEntry? {
        try await queries.row(
            """
            SELECT \(AuditLogEntry.columns) FROM audit.log_entry WHERE entry_id = \(id) ORDER BY index LIMIT 1
            """,
            AuditLogEntry.init
        )
    }

    /// Nil when the log is not that long.
    package func entry(at index: UInt64) async throws -> AuditLogEntry? {
        try await queries.row(
            "SELECT \(AuditLogEntry.columns) FROM audit.log_entry WHERE index = \(Int64(clamping: index))",
            AuditLogEntry.init
        )
    }

    /// Whether the entry is committed but has no place in the log yet.
    package func isWaiting(_ id: AuditEntryID) async throws -> Bool {
        try await queries.row("SELECT FROM audit.intake WHERE entry_id = \(id)") { _ in true } ?? false
    }

    /// Where the log stands by its own account; `latestCheckpoint` is what was signed.
    package func head() async throws -> AuditLogHead {
        let head = try await queries.row(
            "SELECT \(AuditLogHead.columns) FROM audit.log_head",
            AuditLogHead.init
        )
        guard let head else { throw LogIntegrityFault.incomplete(detail: "the head is missing") }
        return head
    }

    /// Nil until the sequencer has run for the first time.
    package func latestCheckpoint() async throws -> StoredCheckpoint? {
        try await queries.row(
            "SELECT \(StoredCheckpoint.columns) FROM audit.checkpoint ORDER BY size DESC LIMIT 1",
            StoredCheckpoint.init
        )
    }

    /// The first checkpoint that vouches for the entry; nil until there is one.
    package func checkpoint(covering index: UInt64) async throws -> StoredCheckpoint? {
        try await queries.row(
            """
            SELECT \(StoredCheckpoint.columns) FROM audit.checkpoint WHERE size > \(Int64(clamping: index))
            ORDER BY size LIMIT 1
            """,
            StoredCheckpoint.init
        )
    }

    /// Newest first.
    package func checkpoints(page: PageRequest) async throws -> Page<StoredCheckpoint> {
        let before = try page.afterNumber()
        let rows = try await queries.rows(
            """
            SELECT \(StoredCheckpoint.columns) FROM audit.checkpoint
            WHERE \(optional: before) IS NULL OR size < \(optional: before)
            ORDER BY size DESC LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { String($0.size) }, StoredCheckpoint.init)
    }

    /// Throws `StoreFault.notFound` for a tile that the log does not reach yet.
    package func tile(_ coordinate: TileCoordinate) async throws -> [UInt8] {
        let bytes = try await queries.row(TileQuery.sql(for: coordinate)) { row in
            try row.decode("bytes", as: [UInt8].self)
        }
        guard let bytes else { throw StoreFault.notFound(what: "The tile \(coordinate.path)") }
        return bytes
    }

    /// Newest first.
    package func entries(matching query: AuditLogQuery, page: PageRequest) async throws -> Page<AuditLogEntry>
    {
        let before = try page.afterNumber()
        let rows = try await queries.rows(
            """
            SELECT \(AuditLogEntry.columns) FROM audit.log_entry
            WHERE \(query.condition) AND (\(optional: before) IS NULL OR index < \(optional: before))
            ORDER BY index DESC LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { String($0.index) }, AuditLogEntry.init)
    }

    /// Hands over the entries from `range` in order, in batches, without holding them all.
    package func eachEntry(
        in range: Range<UInt64>,
        batchSize: Int = 1_000,
        _ body: ([AuditLogEntry]) async throws -> Void
    ) async throws {
        try await translatingFaults {
            try await pool.withConnection { connection in
                try await connection.stream(
                    """
                    SELECT \(AuditLogEntry.columns) FROM audit.log_entry
                    WHERE index >= \(Int64(clamping: range.lowerBound))
                        AND index < \(Int64(clamping: range.upperBound))
                    ORDER BY index
                    """,
                    rowsPerBatch: batchSize
                ) { rows in
                    try await body(try rows.map(AuditLogEntry.init))
                }
            }
        }
    }

    /// The log as of now for as long as `body` runs, for verification and reports. Holds a connection
    /// meanwhile.
    package func withSnapshot<Value: Sendable>(_ body: (LogSnapshot) async throws -> Value) async throws
        -> Value
    {
        try await translatingFaults {
            try await pool.transaction(.readOnlySnapshot) { connection in
                try await body(LogSnapshot(connection: connection))
            }
        }
    }

    private func translatingFaults<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as PostgresError {
            throw error.fault(about: "The audit log")
        }
    }
}
