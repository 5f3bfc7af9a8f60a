package import PostgresClient

/// Asks the database whether it answers.
package struct DatabaseProbe: Sendable {
    /// Those who ask whether a server is ready wait less long than a request does for a session.
    private static let waitSecondsMax = 5

    private let pool: PostgresPool

    package init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Nil when it does in time; else a sentence that gives nothing away.
    package func problem() async -> String? {
        let answers = await withTaskGroup(of: Bool.self) { group in
            group.addTask { [pool] in (try? await pool.query("SELECT 1 AS alive")) != nil }
            group.addTask {
                try? await Task.sleep(for: .seconds(Self.waitSecondsMax))
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        return answers ? nil : "the database does not answer"
    }
}
