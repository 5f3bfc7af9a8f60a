package import PostgresClient

/// Asks the database whether it answers.
package struct DatabaseProbe: Sendable {
    private let pool: PostgresPool

    package init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Nil when it does; else a sentence that gives nothing away.
    package func problem() async -> String? {
        do {
            _ = try await pool.query("SELECT 1 AS alive")
            return nil
        } catch {
            return "the database does not answer"
        }
    }
}
