package import Identifiers
package import PostgresClient

/// Forgets what requests with an idempotency key led to, once nobody repeats them any more.
package struct OutcomeRetention: Sendable {
    /// The most rows one transaction removes.
    private static let rowsMax = 10_000

    private let pool: PostgresPool

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Removes outcomes kept since before `limit`; gives back how many. A repeat after that counts as a new
    /// request.
    package func forget(before limit: Instant) async throws -> Int {
        var count = 0
        while true {
            let removed = try await removeSome(before: limit)
            count += removed
            if removed < Self.rowsMax { return count }
        }
    }

    private func removeSome(before limit: Instant) async throws -> Int {
        do throws(PostgresError) {
            return try await pool.execute(
                """
                DELETE FROM idempotency_keys WHERE (principal_id, key) IN (
                    SELECT principal_id, key FROM idempotency_keys WHERE created_at < \(limit)
                        LIMIT \(Self.rowsMax)
                )
                """
            )
        } catch {
            throw error.fault(about: "The kept outcomes")
        }
    }
}
