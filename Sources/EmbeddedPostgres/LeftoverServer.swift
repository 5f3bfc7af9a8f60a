import Foundation
import Glibc
import Logging

/// What an earlier run left behind on the data directory: a live server, orphans of a killed one, or stale
/// files.
///
/// Only called while the directory's lock is held, so no other owner is using what is found. A live server is
/// stopped rather than taken over: it is nobody's child, and it may run with other settings.
struct LeftoverServer: Sendable {
    let layout: ClusterLayout
    let account: ServerAccount?
    let stopSecondsMax: Int
    let logger: Logger

    /// Orphans of a killed postmaster end by themselves when they next wait for something; after this they
    /// are made to.
    static let orphanSecondsMax = 5
    static let escalationSecondsMax = 10
    static let lookMilliseconds = 100

    private var processes: ServerProcesses { ServerProcesses(cluster: layout.cluster, account: account) }

    /// Afterwards no process of the cluster runs and no stale file keeps a new server from starting.
    func clear() async throws {
        let running = try await processes.running()
        if !running.isEmpty {
            if let postmaster = postmaster(among: running) {
                logger.warning("stopping a PostgreSQL of an earlier run", metadata: ["pid": "\(postmaster)"])
                try await stop(postmaster)
            } else {
                logger.warning(
                    "waiting for processes of a killed PostgreSQL",
                    metadata: ["pids": "\(running)"]
                )
                try await endOrphans()
            }
        }
        try await awaitDetachment()
        removeStaleFiles()
    }

    /// The pid in the file counts only when that process is verified to run on this cluster.
    private func postmaster(among running: [Int32]) -> Int32? {
        guard let file = PostmasterFile.read(layout.postmasterFile), file.dataDirectory == layout.cluster
        else {
            return nil
        }
        return running.contains(file.pid) ? file.pid : nil
    }

    private func stop(_ postmaster: Int32) async throws {
        kill(postmaster, SIGINT)
        if try await isGone(withinSeconds: stopSecondsMax) { return }
        if try await processes.running().contains(postmaster) { kill(postmaster, SIGQUIT) }
        if try await isGone(withinSeconds: Self.escalationSecondsMax) { return }
        try await killAll()
    }

    private func endOrphans() async throws {
        if try await isGone(withinSeconds: Self.orphanSecondsMax) { return }
        for pid in try await processes.running() { kill(pid, SIGQUIT) }
        if try await isGone(withinSeconds: Self.orphanSecondsMax) { return }
        try await killAll()
    }

    /// Crash recovery follows, which is safe once every process is gone.
    private func killAll() async throws {
        for pid in try await processes.running() { kill(pid, SIGKILL) }
        if try await isGone(withinSeconds: Self.escalationSecondsMax) { return }
        throw EmbeddedPostgresError.processesRemain(pids: try await processes.running())
    }

    private func isGone(withinSeconds seconds: Int) async throws -> Bool {
        // Each look runs a program, so it looks less often than others do.
        let isGone = try await Patience.wait(seconds: seconds, everyMilliseconds: Self.lookMilliseconds) {
            try await processes.running().isEmpty ? true : nil
        }
        return isGone ?? false
    }

    /// A process may be past its last file and still be attached to shared memory for a moment.
    private func awaitDetachment() async throws {
        guard let segment = PostmasterFile.read(layout.postmasterFile)?.sharedMemoryID else { return }
        _ = await Patience.wait(seconds: Self.orphanSecondsMax) {
            ServerProcesses.isAttached(sharedMemoryID: segment) ? nil : true
        }
    }

    /// A pid in these files may belong to a stranger by now, which alone would make PostgreSQL refuse to
    /// start.
    private func removeStaleFiles() {
        for path in [layout.postmasterFile, "\(layout.socket).lock", layout.socket] {
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
