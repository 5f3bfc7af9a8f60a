import EmbeddedPostgres
import PostgresClient
import Synchronization

/// A database of one test on the test process's own server.
package struct TemporaryDatabase: Sendable {
    package enum Content: Sendable {
        /// As `CREATE DATABASE` makes it.
        case empty
        /// With this build's whole schema.
        case migrated
    }

    /// Logins with the rights of one of the schema's roles and no others.
    package enum Login: String, CaseIterable, Sendable {
        case application = "test_application"
        case sequencer = "test_sequencer"
        case auditor = "test_auditor"

        var role: String {
            switch self {
            case .application: "assay_app"
            case .sequencer: "assay_sequencer"
            case .auditor: "assay_auditor"
            }
        }
    }

    static let template = "test_template"
    private static let count = Mutex(0)

    package let name: String
    private let postgres: TemporaryPostgres

    /// For libpq; the owner of everything in the database.
    package var superuserConnectionString: String {
        postgres.server.superuserConnectionString(database: name)
    }

    /// For libpq; with the rights that the running server has.
    package var applicationConnectionString: String { connectionString(as: .application) }

    package func connectionString(as login: Login) -> String {
        postgres.server.connectionString(
            database: name,
            user: login.rawValue,
            password: postgres.passwords[login] ?? ""
        )
    }

    package static func create(_ content: Content = .migrated) async throws -> TemporaryDatabase {
        let postgres = try await TemporaryPostgres.shared
        let number = count.withLock { count in
            count += 1
            return count
        }
        let name = "test_\(number)"
        let template = content == .migrated ? template : "template0"
        _ = try await postgres.administration.execute(
            "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template)"
        )
        return TemporaryDatabase(name: name, postgres: postgres)
    }

    /// Ends connections that are still open.
    package func drop() async throws {
        _ = try await postgres.administration.execute("DROP DATABASE \(identifier: name) WITH (FORCE)")
    }
}

/// Gives `body` a database that exists only while it runs.
@discardableResult
package func withTemporaryDatabase<Result>(
    _ content: TemporaryDatabase.Content = .migrated,
    _ body: (TemporaryDatabase) async throws -> Result
) async throws -> Result {
    try await TestSlots.databases.holding {
        let database = try await TemporaryDatabase.create(content)
        do {
            let result = try await body(database)
            try await database.drop()
            return result
        } catch {
            try? await database.drop()
            throw error
        }
    }
}
