package import Logging
import PostgresClient

/// Prepares an embedded cluster for the server: its database, and the login that the server works under.
///
/// The login may take on the roles of the application and of the sequencer and nothing else: it owns no table, so it
/// can neither change the audit log nor switch its triggers off.
package enum ServerLogin {
    package static let name = "assay_server"

    /// Makes the database when it is missing.
    package static func createDatabase(_ name: String, superuser: String, logger: Logger) async throws {
        try await withPool(superuser, logger) { pool in
            let found = try await pool.query("SELECT FROM pg_database WHERE datname = \(name)")
            if found.isEmpty { _ = try await pool.execute("CREATE DATABASE \(raw: name) ENCODING 'UTF8'") }
        }
    }

    /// Makes the login or gives it a new password; called on every start, so that no password is ever stored.
    ///
    /// `password` must be hexadecimal digits: statements of this kind take no parameters.
    package static func prepare(password: String, superuser: String, logger: Logger) async throws {
        guard !password.isEmpty, password.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
            throw PostgresError(.invalidParameter, "The password of the server's login must be hexadecimal.")
        }
        try await withPool(superuser, logger) { pool in
            let found = try await pool.query("SELECT FROM pg_roles WHERE rolname = \(name)")
            if found.isEmpty { _ = try await pool.execute("CREATE ROLE \(raw: name) LOGIN NOINHERIT") }
            _ = try await pool.execute("ALTER ROLE \(raw: name) LOGIN NOINHERIT PASSWORD '\(raw: password)'")
            _ = try await pool.execute("GRANT assay_app, assay_sequencer TO \(raw: name)")
        }
    }

    private static func withPool(
        _ superuser: String,
        _ logger: Logger,
        _ body: (PostgresPool) async throws -> Void
    ) async throws {
        var configuration = PostgresConfiguration(connectionString: superuser)
        configuration.connectionsMax = 1
        let pool = PostgresPool(configuration, logger: logger)
        do {
            try await body(pool)
        } catch {
            await pool.shutdown()
            throw error
        }
        await pool.shutdown()
    }
}
