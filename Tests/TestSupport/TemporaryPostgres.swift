import Dispatch
import EmbeddedPostgres
import FoundationEssentials
import Glibc
import Logging
import PostgresClient
import SchemaHistory
import Synchronization

/// One PostgreSQL server for the whole test process, started when it is first wanted and removed when the
/// process ends.
///
/// A test process that is killed takes its server with it; the folder it leaves is removed by the next one.
package struct TemporaryPostgres: Sendable {
    private static let folderPrefix = "assay-postgres-"
    private static let stopSecondsMax = 20
    private static let memoryBytesMin: UInt64 = 6 << 30
    private static let starting = Task { try await start() }
    private static let running = Mutex<(server: EmbeddedPostgres, folder: TemporaryFolder)?>(nil)

    let server: EmbeddedPostgres
    let folder: TemporaryFolder
    /// For making and dropping databases.
    let administration: PostgresPool
    let passwords: [TemporaryDatabase.Login: String]

    package static var shared: TemporaryPostgres {
        get async throws { try await starting.value }
    }

    /// The folder of `psql`, `pg_dump` and the like, of the version that the server has.
    package var binariesDirectory: String { server.binariesDirectory }

    /// In memory where there is room: hundreds of databases are made and dropped, and each is hundreds of files.
    private static let parent: URL = {
        let memory = "/dev/shm"
        var facts = statvfs()
        guard unsafe statvfs(memory, &facts) == 0, unsafe access(memory, W_OK | X_OK) == 0,
            UInt64(facts.f_bavail) * UInt64(facts.f_frsize) >= memoryBytesMin
        else { return FileManager.default.temporaryDirectory }
        return URL(filePath: memory)
    }()

    private static func start() async throws -> TemporaryPostgres {
        removeAbandonedFolders()
        let folder = try TemporaryFolder.create(named: "\(folderPrefix)\(getpid())", in: parent)
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let server = try await EmbeddedPostgres.start(
            EmbeddedPostgresConfiguration(
                dataDirectory: folder.path("data"),
                durability: .forTests,
                ownerDeath: .serverEnds
            ),
            logger: logger
        )
        running.withLock { $0 = (server, folder) }
        atexit { TemporaryPostgres.removeAtExit() }
        var configuration = PostgresConfiguration(connectionString: server.superuserConnectionString)
        configuration.connectionsMax = 4
        return TemporaryPostgres(
            server: server,
            folder: folder,
            administration: PostgresPool(configuration, logger: logger),
            passwords: try await makeTemplate(server, configuration, logger)
        )
    }

    /// The server stops before its files go; the runtime's threads still work while exit handlers run.
    private static func removeAtExit() {
        guard let (server, folder) = running.withLock({ $0 }) else { return }
        let isStopped = DispatchSemaphore(value: 0)
        Task.detached {
            await server.stop()
            isStopped.signal()
        }
        _ = isStopped.wait(timeout: .now() + .seconds(stopSecondsMax))
        folder.remove()
    }

    private static func removeAbandonedFolders() {
        let path = parent.path(percentEncoded: false)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        where name.hasPrefix(folderPrefix) {
            let owner = name.dropFirst(folderPrefix.count).prefix { $0.isNumber }
            guard let pid = Int32(owner), kill(pid, 0) == -1, errno == ESRCH else { continue }
            try? FileManager.default.removeItem(at: parent.appending(path: name))
        }
    }

    /// A migrated database that every test's database is copied from, and logins for the roles that it grants
    /// to.
    private static func makeTemplate(
        _ server: EmbeddedPostgres,
        _ configuration: PostgresConfiguration,
        _ logger: Logger
    ) async throws -> [TemporaryDatabase.Login: String] {
        let pool = PostgresPool(configuration, logger: logger)
        _ = try await pool.execute("CREATE DATABASE \(identifier: TemporaryDatabase.template)")
        let template = server.superuserConnectionString(database: TemporaryDatabase.template)
        let runner = SchemaRunner(connectionString: template, assayVersion: "tests", logger: logger)
        _ = try await runner.migrate()
        var passwords: [TemporaryDatabase.Login: String] = [:]
        for login in TemporaryDatabase.Login.allCases {
            var generator = SystemRandomNumberGenerator()
            let password = String(generator.next(), radix: 36)
            passwords[login] = password
            _ = try await pool.execute(
                """
                CREATE ROLE \(identifier: login.rawValue) \
                LOGIN PASSWORD \(raw: PostgresQuoting.literal(password)) IN ROLE \(identifier: login.role)
                """
            )
        }
        await pool.shutdown()
        return passwords
    }
}
