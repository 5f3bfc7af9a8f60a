import Foundation
import Glibc
import Logging
import PostgresClient
import Testing

/// A PostgreSQL server in a temporary folder, reachable through a Unix socket only.
struct ThrowawayCluster: Sendable {
    let folder: URL

    @TaskLocal static var current: ThrowawayCluster?

    static let isAvailable = binaries != nil

    private static let binaries: String? = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let asked = try? run("pg_config", ["--bindir"]).trimmingCharacters(in: .whitespacesAndNewlines)
        let folders = [asked].compactMap { $0 } + versions.map { "/usr/lib/postgresql/\($0)/bin" }
        return folders.first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    static func make() throws -> ThrowawayCluster {
        let name = "apg-\(UInt32.random(in: 0 ... .max))"
        let cluster = ThrowawayCluster(folder: FileManager.default.temporaryDirectory.appending(path: name))
        try FileManager.default.createDirectory(at: cluster.folder, withIntermediateDirectories: true)
        if getuid() == 0 {
            try FileManager.default.setAttributes(
                [.ownerAccountName: "postgres"],
                ofItemAtPath: cluster.folder.path
            )
        }
        try cluster.server(
            "initdb",
            ["-D", cluster.data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "-N"]
        )
        try cluster.start()
        return cluster
    }

    func start() throws {
        let settings = "-c listen_addresses='' -c unix_socket_directories='\(folder.path)' -c fsync=off"
        try server("pg_ctl", ["-D", data, "-w", "-l", folder.path + "/log", "-o", settings, "start"])
    }

    /// Stops the server as a crash would: clients get no farewell that they could rely on.
    func stopAtOnce() throws {
        try server("pg_ctl", ["-D", data, "-w", "-m", "immediate", "stop"])
    }

    func remove() {
        try? stopAtOnce()
        try? FileManager.default.removeItem(at: folder)
    }

    var configuration: PostgresConfiguration {
        var configuration = PostgresConfiguration(host: folder.path, database: "postgres", user: "postgres")
        configuration.connectionsMax = 4
        configuration.reconnectPauseMsMin = 20
        configuration.reconnectPauseMsMax = 200
        return configuration
    }

    func listener(applicationName: String) -> PostgresListener {
        var configuration = configuration
        configuration.applicationName = applicationName
        return PostgresListener(configuration, logger: Logger(label: "test"))
    }

    var missingDatabase: PostgresConfiguration {
        PostgresConfiguration(host: folder.path, database: "nowhere", user: "postgres")
    }

    /// Lends a pool and shuts it down afterwards.
    func withPool<T: Sendable>(
        _ change: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresPool) async throws -> T
    ) async throws -> T {
        var configuration = configuration
        change(&configuration)
        let pool = PostgresPool(configuration, logger: Logger(label: "test"))
        do {
            let value = try await body(pool)
            await pool.shutdown()
            return value
        } catch {
            await pool.shutdown()
            throw error
        }
    }

    private var data: String {
        folder.path + "/data"
    }

    /// Runs a server program; as `postgres` when we are root, whom PostgreSQL refuses.
    private func server(_ program: String, _ arguments: [String]) throws {
        let path = try #require(ThrowawayCluster.binaries) + "/" + program
        let asPostgres = ["--reuid=postgres", "--regid=postgres", "--clear-groups", path]
        _ =
            getuid() == 0
            ? try ThrowawayCluster.run("setpriv", asPostgres + arguments)
            : try ThrowawayCluster.run(path, arguments)
    }

    private struct ProgramFailure: Error {
        let program: String
        let status: Int32
    }

    /// Runs a program and returns what it wrote.
    ///
    /// `Process` would wait for the daemon that `pg_ctl` leaves behind, which inherits its watch on the
    /// child.
    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let output = FileManager.default.temporaryDirectory.appending(
            path: "apg-\(UInt32.random(in: 0 ... .max))"
        )
        defer { try? FileManager.default.removeItem(at: output) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var child = pid_t()
        var status: Int32 = unsafe posix_spawnp(&child, program, &actions, nil, &words, environ)
        guard status == 0 else { throw ProgramFailure(program: program, status: status) }
        unsafe waitpid(child, &status, 0)
        let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
        guard status == 0 else { throw ProgramFailure(program: program + ": " + text, status: status) }
        return text
    }
}

/// Gives a suite one server for all its tests.
struct ClusterTrait: SuiteTrait, TestScoping {
    @concurrent
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let cluster = try ThrowawayCluster.make()
        defer { cluster.remove() }
        try await ThrowawayCluster.$current.withValue(cluster) { try await function() }
    }
}

/// The suites that need a server; one after another, since some measure memory or time.
@Suite(.enabled(if: ThrowawayCluster.isAvailable), .serialized, ClusterTrait())
enum ServerTests {}

/// The server of the suite that runs.
func cluster() throws -> ThrowawayCluster {
    try #require(ThrowawayCluster.current)
}
