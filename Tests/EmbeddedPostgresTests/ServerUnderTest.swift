import Foundation
import Logging
import TestSupport

@testable import EmbeddedPostgres

/// A server for one test, asked through psql(1) so that these tests need no other module.
struct ServerUnderTest {
    let server: EmbeddedPostgres

    static func configuration(_ folder: TemporaryFolder) -> EmbeddedPostgresConfiguration {
        EmbeddedPostgresConfiguration(
            dataDirectory: folder.path("pg"),
            // Acknowledged commits must outlive killed processes here, though not a crash of the machine.
            settings: ["shared_buffers": "16MB", "max_connections": "20", "synchronous_commit": "on"],
            durability: .forTests,
            ownerDeath: .serverEnds
        )
    }

    static func processes(_ folder: TemporaryFolder) throws -> ServerProcesses {
        ServerProcesses(cluster: folder.path("pg/cluster"), account: try ServerAccount.whenRoot())
    }

    static var logger: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    static func start(_ configuration: EmbeddedPostgresConfiguration) async throws -> ServerUnderTest {
        ServerUnderTest(server: try await EmbeddedPostgres.start(configuration, logger: logger))
    }

    /// The rows as text, fields joined by `|`; throws when psql fails.
    func ask(_ sql: String, as connection: String? = nil) async throws -> String {
        let target = connection ?? server.superuserConnectionString
        let command = Command(
            program: "\(server.binariesDirectory)/psql",
            arguments: ["-XAtq", "-d", target, "-c", sql]
        )
        let (ending, output) = try await ChildProcess.run(command)
        let text = output.trimmingCharacters(in: .whitespacesAndNewlines)
        guard ending == .exited(0) else { throw QueryFailure(text: text) }
        return text
    }

    /// Starts a query that is still running when this returns.
    func startLong(_ sql: String) async throws -> ChildProcess {
        let child = try await ChildProcess.start(
            Command(
                program: "\(server.binariesDirectory)/psql",
                arguments: ["-XAtq", "-d", server.superuserConnectionString, "-c", sql]
            )
        )
        _ = try await Patience.wait(seconds: 10) { try await backend(running: sql) }
        return child
    }

    func backend(running sql: String) async throws -> Int32? {
        let literal = sql.replacing("'", with: "''")
        let query = "SELECT pid FROM pg_stat_activity WHERE query = '\(literal)' AND state = 'active'"
        return Int32(try await ask(query))
    }

    struct QueryFailure: Error {
        let text: String
    }
}

/// Runs `body` with a fresh server that is stopped afterwards, whatever happens.
func withServer(
    _ change: (inout EmbeddedPostgresConfiguration) -> Void = { _ in },
    _ body: (ServerUnderTest, TemporaryFolder) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        var configuration = ServerUnderTest.configuration(folder)
        change(&configuration)
        let running = try await ServerUnderTest.start(configuration)
        do {
            try await body(running, folder)
        } catch {
            await running.server.stop()
            throw error
        }
        await running.server.stop()
    }
}
