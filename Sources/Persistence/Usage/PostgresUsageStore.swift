package import Access
import Identifiers
package import PostgresClient

/// Usage in PostgreSQL: rows are added and read, never changed.
package struct PostgresUsageStore: UsageStore {
    /// The most rows one transaction forgets.
    private static let forgottenMax = 10_000

    let queries: StoreQueries
    private let pool: PostgresPool

    package init(pool: PostgresPool) {
        self.pool = pool
        queries = StoreQueries(pool: pool)
    }

    package func append(_ records: [UsageRecord]) async throws {
        do throws(PostgresError) {
            _ = try await pool.execute(Self.insertion(of: records))
        } catch {
            throw error.fault(about: "The usage")
        }
    }

    /// Forgets what is older than 400 days; gives back how many rows.
    package func forgetOld() async throws -> Int {
        var count = 0
        while true {
            let row = try await queries.rows(
                "SELECT forget_inference_usage(\(Self.forgottenMax)) AS forgotten"
            )
            let forgotten = try row.first?.decode("forgotten", as: Int.self) ?? 0
            count += forgotten
            if forgotten < Self.forgottenMax { return count }
        }
    }

    /// One statement whatever the number, so that it is prepared once; arrays have no nulls, the nil
    /// id and the empty text stand for them.
    private static func insertion(of records: [UsageRecord]) -> SQL {
        """
        INSERT INTO inference_usage (id, at, principal_id, team_id, kind, outcome, model_name, model_version, model_digest,
            model_precision, texts, tokens_read, tokens_computed, texts_reused, compute_us, queue_us, batch_share)
        SELECT n.id, n.at, nullif(n.principal_id, \(nilID)), nullif(n.team_id, \(nilID)), n.kind, n.outcome,
            n.model_name, n.model_version, n.model_digest, nullif(n.model_precision, ''), n.texts, n.tokens_read, n.tokens_computed, n.texts_reused,
            n.compute_us, n.queue_us, n.batch_share
        FROM unnest(
            \(records.map(\.id)), \(records.map(\.at)), \(records.map { $0.principalID?.uuid ?? nilID }),
            \(records.map { $0.teamID?.uuid ?? nilID }), \(records.map(\.kind.rawValue)),
            \(records.map(\.outcome.rawValue)), \(records.map(\.model.name)), \(records.map(\.model.version)), \(records.map(\.model.digest)),
            \(records.map { $0.model.precision ?? "" }),
            \(records.map { Int64($0.texts) }), \(records.map { Int64($0.tokensRead) }),
            \(records.map { Int64($0.tokensComputed) }), \(records.map { Int64($0.textsReused) }),
            \(records.map(\.computeMicroseconds)), \(records.map(\.queueMicroseconds)),
            \(records.map(\.batchShare))
        ) AS n (id, at, principal_id, team_id, kind, outcome, model_name, model_version, model_digest, model_precision,
            texts, tokens_read, tokens_computed, texts_reused, compute_us, queue_us, batch_share)
        ON CONFLICT (id) DO NOTHING
        """
    }

    private static let nilID = PostgresUUID(bytes: [UInt8](repeating: 0, count: 16))
}

extension Identifier {
    fileprivate var uuid: PostgresUUID { PostgresUUID(bytes: bytes) }
}
