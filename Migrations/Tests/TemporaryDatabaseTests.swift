import Logging
import PostgresClient
import TestSupport
import Testing

@Suite("A temporary database")
struct TemporaryDatabaseTests {
    private func ask(_ connectionString: String, _ sql: SQL) async throws -> String? {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let pool = PostgresPool(PostgresConfiguration(connectionString: connectionString), logger: logger)
        do {
            let row = try await pool.queryOne(sql)
            await pool.shutdown()
            return try row?.decode(at: 0, as: String.self)
        } catch {
            await pool.shutdown()
            throw error
        }
    }

    @Test("gives each login the rights of its role and no more", arguments: TemporaryDatabase.Login.allCases)
    func rights(_ login: TemporaryDatabase.Login) async throws {
        try await withTemporaryDatabase { database in
            let connection = database.connectionString(as: login)
            let mayWrite = try await ask(
                connection,
                "SELECT has_table_privilege('audit.log_entry', 'INSERT')::text"
            )
            #expect(mayWrite == (login == .sequencer ? "true" : "false"))
            let isSuperuser = try await ask(connection, "SELECT current_setting('is_superuser')")
            #expect(isSuperuser == "off")
        }
    }

    @Test("is not shared with other tests")
    func isolation() async throws {
        try await withTemporaryDatabase { first in
            _ = try await ask(first.superuserConnectionString, "CREATE TABLE only_here ()")
            try await withTemporaryDatabase { second in
                let isAbsent = try await ask(
                    second.superuserConnectionString,
                    "SELECT (to_regclass('only_here') IS NULL)::text"
                )
                #expect(isAbsent == "true")
            }
        }
    }
}
