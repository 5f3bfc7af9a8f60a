import FoundationEssentials

/// Which processes belong to the server of one data directory, told by facts that a stranger cannot share.
struct ServerProcesses: Sendable {
    let cluster: String
    let account: ServerAccount?

    /// The pids of processes that run a `postgres` binary with the cluster as their working directory.
    ///
    /// find(1) runs as the server's user: in a container, root may not read the links of other users'
    /// processes.
    func running() async throws -> [Int32] {
        let command = Command.server(
            "/usr/bin/find",
            [
                "/proc", "-maxdepth", "2", "(", "-name", "cwd", "-o", "-name", "exe", ")", "-printf",
                #"%h %f %l\n"#,
            ],
            account: account
        )
        let child = try await ChildProcess.start(command)
        _ = await child.ending()
        return Self.pids(in: child.output, cluster: cluster)
    }

    /// Reads lines of `/proc/PID cwd|exe TARGET`; a replaced binary reads as `… (deleted)`.
    static func pids(in listing: String, cluster: String) -> [Int32] {
        var inCluster: Set<Int32> = []
        var runPostgres: Set<Int32> = []
        for line in listing.split(separator: "\n") {
            let fields = line.split(separator: " ", maxSplits: 2)
            guard fields.count == 3, let pid = Int32(fields[0].dropFirst("/proc/".count)) else { continue }
            if fields[1] == "cwd", fields[2] == cluster { inCluster.insert(pid) }
            let program = fields[2].split(separator: "/").last ?? ""
            if fields[1] == "exe", program == "postgres" || program == "postgres (deleted)" {
                runPostgres.insert(pid)
            }
        }
        return inCluster.intersection(runPostgres).sorted()
    }

    /// Whether a process is attached to the segment; false when the kernel lists no such segment.
    static func isAttached(sharedMemoryID: Int) -> Bool {
        guard let table = try? String(contentsOfFile: "/proc/sysvipc/shm", encoding: .utf8) else {
            return false
        }
        return attachments(sharedMemoryID, in: table) > 0
    }

    /// The columns are key, shmid, perms, size, cpid, lpid, nattch, … (sysvipc(7)).
    static func attachments(_ identifier: Int, in table: String) -> Int {
        for line in table.split(separator: "\n") {
            let columns = line.split(separator: " ")
            if columns.count > 6, Int(columns[1]) == identifier { return Int(columns[6]) ?? 0 }
        }
        return 0
    }
}
