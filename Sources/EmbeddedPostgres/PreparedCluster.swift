import Foundation
import Glibc
import Logging

/// A whole cluster with its lock held: everything that one launch after another needs.
struct PreparedCluster: Sendable {
    let layout: ClusterLayout
    let binaries: ServerBinaries
    let account: ServerAccount?
    let password: SuperuserPassword
    let lock: DataDirectoryLock
    let configuration: EmbeddedPostgresConfiguration
    let logger: Logger

    static func prepare(
        _ configuration: EmbeddedPostgresConfiguration,
        logger: Logger
    ) async throws -> PreparedCluster {
        try makeDataDirectory(configuration.dataDirectory)
        let layout = try ClusterLayout(configuration)
        let account = try ServerAccount.whenRoot(cluster: layout.cluster)
        let lock = try DataDirectoryLock(path: layout.lockFile, directory: layout.dataDirectory)
        try await PrivateDirectory(account: account).checkEntry(to: layout.dataDirectory)
        let version = ClusterCreation.version(of: layout)
        let binaries = try await ServerBinaries.find(
            explicit: configuration.binariesDirectory,
            clusterVersion: version,
            searchPath: ProcessInfo.processInfo.environment["PATH"]
        )
        let creation = ClusterCreation(
            layout: layout,
            binaries: binaries,
            account: account,
            durability: configuration.durability
        )
        let password =
            version == nil ? try await creation.run() : try SuperuserPassword.read(layout.passwordFile)
        return PreparedCluster(
            layout: layout,
            binaries: binaries,
            account: account,
            password: password,
            lock: lock,
            configuration: configuration,
            logger: logger
        )
    }

    /// Clears what an earlier server left, starts a new one, and returns when it accepts connections.
    func launch() async throws -> ChildProcess {
        try await LeftoverServer(
            layout: layout,
            account: account,
            stopSecondsMax: configuration.stopSecondsMax,
            logger: logger
        ).clear()
        try makeSocketDirectory()
        let log = ServerLog(startingLaunchAt: layout.logFile)
        let child = try await ChildProcess.start(command)
        do {
            try await awaitReadiness(of: child, log)
            return child
        } catch {
            await ServerStop(child: child, secondsMax: configuration.stopSecondsMax, logger: logger).run()
            throw error
        }
    }

    private var command: Command {
        let settings = ServerSettings(
            durability: configuration.durability,
            socketDirectory: layout.socketDirectory,
            overrides: configuration.settings
        )
        return Command.server(
            binaries.postgres,
            ["-D", layout.cluster] + settings.arguments,
            account: account,
            parentDeathSignal: configuration.ownerDeath == .serverEnds ? "QUIT" : nil,
            output: .file(layout.logFile)
        )
    }

    private func awaitReadiness(of child: ChildProcess, _ log: ServerLog) async throws {
        let isReady = try await Patience.wait(seconds: configuration.startSecondsMax) {
            try Task.checkCancellation()
            guard child.endingIfEnded == nil else { throw EmbeddedPostgresError.startFailed(log: log.tail()) }
            let file = PostmasterFile.read(layout.postmasterFile)
            return file?.pid == child.pid && file?.isReady == true ? true : nil
        }
        guard isReady == true else {
            throw EmbeddedPostgresError.startTimedOut(seconds: configuration.startSecondsMax, log: log.tail())
        }
    }

    /// The server's user passes through the folder when this process is root; nobody lists it.
    private static func makeDataDirectory(_ path: String) throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { return }
        do {
            try files.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: geteuid() == 0 ? 0o711 : 0o700]
            )
        } catch {
            throw EmbeddedPostgresError.fileSystem(operation: "make", path: path, reason: "\(error)")
        }
    }

    private func makeSocketDirectory() throws {
        guard layout.ownsSocketDirectory else { return }
        try PrivateDirectory(account: account).make(layout.socketDirectory)
    }
}
