import PostgresClient

/// Reading for stores: whatever the database says in its own words is translated on the way out.
struct StoreQueries: Sendable {
    let pool: PostgresPool

    func rows(_ sql: SQL) async throws -> [PostgresRow] {
        do throws(PostgresError) {
            return try await pool.query(sql)
        } catch {
            throw error.fault(about: "The data asked for")
        }
    }

    /// All statements in one round trip.
    func pipeline(_ statements: [SQL]) async throws -> [[PostgresRow]] {
        do {
            return try await pool.withConnection { try await $0.pipeline(statements) }
        } catch let error as PostgresError {
            throw error.fault(about: "The data asked for")
        }
    }

    func row<Value>(_ sql: SQL, _ read: (PostgresRow) throws -> Value) async throws -> Value? {
        do {
            return try await pool.queryOne(sql).map(read)
        } catch let error as PostgresError {
            throw error.fault(about: "The data asked for")
        }
    }
}
