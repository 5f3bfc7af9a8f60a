import Foundation
package import Logging

/// A private PostgreSQL server: one cluster under a data directory, reached over a Unix socket only.
///
/// The server is a child process in its own process group. PostgreSQL replaces its own processes when one
/// dies; when the postmaster dies it is started again here, at most `RestartBackoff.restartsMax` times in the
/// window. When the owning process is killed, the server by default lives on: a sudden end would cost crash
/// recovery, while the next start on the directory finds it by its verified pid and stops it cleanly. As
/// root, the server runs as the user `postgres`, else `nobody`.
package actor EmbeddedPostgres {
    static let eventsMax = 64

    /// For one consumer; the newest events are kept. Ends after `stop` or after `gaveUp`.
    package nonisolated let events: AsyncStream<EmbeddedPostgresEvent>

    private let cluster: PreparedCluster
    private let eventSink: AsyncStream<EmbeddedPostgresEvent>.Continuation
    private var child: ChildProcess
    private var backoff = RestartBackoff()
    private var supervision: Task<Void, Never>?
    private var isStopping = false

    /// Makes the cluster if there is none, ends what an earlier run left running, and returns when the server
    /// accepts connections.
    ///
    /// Throws `EmbeddedPostgresError`; `dataDirectoryInUse` when a living process owns the directory.
    package static func start(
        _ configuration: EmbeddedPostgresConfiguration,
        logger: Logger
    ) async throws -> EmbeddedPostgres {
        let cluster = try await PreparedCluster.prepare(configuration, logger: logger)
        let server = EmbeddedPostgres(cluster, child: try await cluster.launch())
        await server.beginSupervision()
        return server
    }

    private init(_ cluster: PreparedCluster, child: ChildProcess) {
        self.cluster = cluster
        self.child = child
        (events, eventSink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.eventsMax))
    }

    /// For libpq, as the superuser on the database `postgres`.
    package nonisolated var superuserConnectionString: String {
        superuserConnectionString(database: "postgres")
    }

    package nonisolated func superuserConnectionString(database: String) -> String {
        connectionString(database: database, user: SuperuserPassword.user, password: cluster.password.text)
    }

    /// For libpq, as any user that the database knows; it stays valid over restarts.
    package nonisolated func connectionString(database: String, user: String, password: String) -> String {
        ConnectionString.write([
            ("host", cluster.layout.socketDirectory), ("port", "\(ClusterLayout.port)"), ("dbname", database),
            ("user", user), ("password", password),
        ])
    }

    package nonisolated var majorVersion: Int { cluster.binaries.majorVersion }
    package nonisolated var binariesDirectory: String { cluster.binaries.directory }

    /// Changes with every restart.
    package var postmasterPid: Int32 { child.pid }

    /// Disconnects every client and ends the server; at once when a clean stop takes too long. Safe to call
    /// twice.
    package func stop() async {
        isStopping = true
        supervision?.cancel()
        await stopChild()
        await supervision?.value
        eventSink.finish()
        cluster.lock.release()
        if cluster.layout.ownsSocketDirectory {
            try? FileManager.default.removeItem(atPath: cluster.layout.socketDirectory)
        }
    }

    private func stopChild() async {
        await ServerStop(
            child: child,
            secondsMax: cluster.configuration.stopSecondsMax,
            logger: cluster.logger
        ).run()
    }

    private func beginSupervision() {
        supervision = Task { await supervise() }
    }

    private func supervise() async {
        while true {
            let ending = await child.ending()
            guard !isStopping else { return }
            cluster.logger.error("PostgreSQL ended unexpectedly", metadata: ["ending": "\(ending)"])
            eventSink.yield(.serverDied(ending: "\(ending)"))
            guard await restart() else { return }
        }
    }

    /// False when it was given up or when a stop was asked for.
    private func restart() async -> Bool {
        var reason = "the server died \(RestartBackoff.restartsMax + 1) times"
        while case .restart(let milliseconds) = backoff.serverDied(at: .now) {
            try? await Task.sleep(for: .milliseconds(milliseconds))
            guard !isStopping else { return false }
            do {
                child = try await cluster.launch()
                guard !isStopping else {
                    await stopChild()
                    return false
                }
                cluster.logger.notice("PostgreSQL runs again", metadata: ["pid": "\(child.pid)"])
                eventSink.yield(.serverRestarted)
                return true
            } catch {
                reason = String(describing: error)
                cluster.logger.error("PostgreSQL could not be started again", metadata: ["error": "\(error)"])
            }
        }
        eventSink.yield(.gaveUp(reason: reason))
        eventSink.finish()
        return false
    }
}
