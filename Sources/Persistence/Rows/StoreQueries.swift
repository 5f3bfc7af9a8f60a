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

    /// The rows of a brief query, such as a look-up by name: it shares its round trip with others.
    func lookUp(_ sql: SQL) async throws -> [PostgresRow] {
        do throws(PostgresError) {
            return try await pool.lookUp(sql)
        } catch {
            throw error.fault(about: "The data asked for")
        }
    }

    /// The only row of a brief query, such as a look-up by name: it shares its round trip with others.
    func row<Value>(_ sql: SQL, _ read: (PostgresRow) throws -> Value) async throws -> Value? {
        do {
            let rows = try await pool.lookUp(sql)
            guard rows.count <= 1 else { throw PostgresError(.tooManyRows, "\(rows.count) rows came.") }
            return try rows.first.map(read)
        } catch let error as PostgresError {
            throw error.fault(about: "The data asked for")
        }
    }
}
