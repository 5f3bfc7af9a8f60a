import EmbeddedPostgres
import Glibc
import PostgresClient
import SchemaHistory
import TestSupport

/// A PostgreSQL server of one test, durable, so that it may be killed.
struct OwnPostgres: Sendable {
    let server: EmbeddedPostgres
    let database: PlatformDatabase

    private static let password = "0a1b2c3d4e5f"

    static func start(in folder: TemporaryFolder, waitSecondsMax: Int) async throws -> OwnPostgres {
        let server = try await EmbeddedPostgres.start(
            EmbeddedPostgresConfiguration(dataDirectory: folder.path("postgres"), ownerDeath: .serverEnds),
            logger: PlatformDatabase.logger
        )
        let logger = PlatformDatabase.logger
        try await ServerLogin.createDatabase(
            "assay",
            superuser: server.superuserConnectionString,
            logger: logger
        )
        let owner = server.superuserConnectionString(database: "assay")
        let runner = SchemaRunner(connectionString: owner, assayVersion: "tests", logger: logger)
        _ = try await runner.migrate()
        try await ServerLogin.prepare(password: password, superuser: owner, logger: logger)
        let login = server.connectionString(database: "assay", user: ServerLogin.name, password: password)
        var database = PlatformDatabase(
            application: login,
            sequencer: login,
            superuser: owner,
            waitSecondsMax: waitSecondsMax
        )
        database.applicationRole = "assay_app"
        database.sequencerRole = "assay_sequencer"
        return OwnPostgres(server: server, database: database)
    }

    /// As the kernel does it when memory runs out.
    func killPostmaster() async {
        _ = kill(await server.postmasterPid, SIGKILL)
    }

    /// Returns once a new server runs: none starts before the last process of the killed one has ended.
    func killAndWaitForAnother() async {
        let killed = await server.postmasterPid
        _ = kill(killed, SIGKILL)
        while await server.postmasterPid == killed, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// Gives `body` a stage over a server of its own.
func withOwnPostgres(
    waitSecondsMax: Int = 30,
    _ body: (Stage, OwnPostgres) async throws -> Void
) async throws {
    try await TestSlots.platforms.holding {
        try await withServer(waitSecondsMax: waitSecondsMax, body)
    }
}

private func withServer(
    waitSecondsMax: Int,
    _ body: (Stage, OwnPostgres) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        let postgres = try await OwnPostgres.start(in: folder, waitSecondsMax: waitSecondsMax)
        let platform = try await TestPlatform(postgres.database, folder: folder)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(try await Stage(platform), postgres)) } catch {
            outcome = .failure(error)
        }
        await platform.shutdown()
        await postgres.server.stop()
        try outcome.get()
    }
}
