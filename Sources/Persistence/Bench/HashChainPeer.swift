package import Access
package import PostgresClient
import Signing

/// The yardstick of the audit log in benchmarks: a table in which each row holds the hash of the row before.
///
/// It is what is usually built for tamper evidence: every transaction takes one advisory lock until its commit, so
/// that the chain cannot fork. It writes the same entries as `LedgerLoad` with as many round trips. It serves nothing
/// else and lives in a schema that no migration knows.
package struct HashChainPeer: Sendable {
    /// "assay" in ASCII, then a purpose that no store has.
    private static let lock: Int64 = 0x6173_7361_79FF

    private let pool: PostgresPool

    /// The pool's sessions must be allowed to create schemas.
    package init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Makes an empty chain, once in a database.
    package func create() async throws {
        _ = try await pool.execute("CREATE SCHEMA measured")
        _ = try await pool.execute(
            """
            CREATE TABLE measured.chain (
                index bigint PRIMARY KEY, entry_id uuid NOT NULL UNIQUE, body bytea NOT NULL, hash bytea NOT NULL
            )
            """
        )
    }

    /// One transaction with one entry, committed when this returns.
    package func record(under grant: borrowing Grant) async throws {
        let effect = Effect(grant)
        _ = try await pool.transaction { connection in
            let body = try effect.entry(recording: try MeasuredEntry.change())
            return try await connection.pipeline([
                "SELECT pg_advisory_xact_lock(\(Self.lock))", Self.append(body, effect.id),
            ])
        }
    }

    /// A statement after the lock's, whose snapshot therefore holds the newest row.
    private static func append(_ body: [UInt8], _ id: EffectID) -> SQL {
        """
        INSERT INTO measured.chain (index, entry_id, body, hash)
        SELECT coalesce(max(last.index), -1) + 1, \(id), \(body),
            sha256(coalesce((array_agg(last.hash))[1], ''::bytea) || \(body))
        FROM (SELECT index, hash FROM measured.chain ORDER BY index DESC LIMIT 1) AS last
        """
    }

    /// How many rows there are, and whether each follows from the one before.
    package func check() async throws -> (rows: Int64, isWhole: Bool) {
        let row = try await pool.queryOne(
            """
            SELECT count(*) AS rows, coalesce(bool_and(
                index = position AND hash = sha256(coalesce(before, ''::bytea) || body)), true) AS is_whole
            FROM (
                SELECT index, body, hash, row_number() OVER (ORDER BY index) - 1 AS position,
                    lag(hash) OVER (ORDER BY index) AS before
                FROM measured.chain
            ) AS linked
            """
        )
        guard let row else { return (0, true) }
        return (try row.decode("rows"), try row.decode("is_whole"))
    }
}
