import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite("Facts about servers")
struct ServerFactsTests {
    @Test("the pid file gives pid, folder, shared memory and status")
    func pidFile() throws {
        let text = "4711\n/data/cluster\n1700000000\n5432\n/data/run\n\n  1234567     98765\nready   \n"
        let file = try #require(PostmasterFile(text))
        #expect(file.pid == 4711)
        #expect(file.dataDirectory == "/data/cluster")
        #expect(file.sharedMemoryID == 98765)
        #expect(file.isReady)
    }

    @Test(
        "a pid file that is empty, cut off, or names init or a group is no pid file",
        arguments: [
            "", "4711", "x\n/data\n", "1\n/data\n", "0\n/data\n", "-4711\n/data\n",
        ]
    )
    func brokenPidFile(_ text: String) {
        #expect(PostmasterFile(text) == nil)
    }

    @Test("a starting server is not ready")
    func startingServer() throws {
        let text = "4711\n/data/cluster\n1700000000\n5432\n/data/run\n\n  1234567     98765\nstarting\n"
        #expect(try #require(PostmasterFile(text)).isReady == false)
    }

    @Test("a process is the server's only if it runs postgres and runs it there")
    func processes() {
        let listing = """
            /proc/10 cwd /data/cluster
            /proc/10 exe /usr/lib/postgresql/15/bin/postgres
            /proc/11 cwd /data/cluster
            /proc/11 exe /usr/bin/bash
            /proc/12 cwd /other/cluster
            /proc/12 exe /usr/lib/postgresql/15/bin/postgres
            /proc/13 cwd /data/cluster
            /proc/13 exe /usr/lib/postgresql/15/bin/postgres (deleted)
            /proc/self cwd /data/cluster
            """
        #expect(ServerProcesses.pids(in: listing, cluster: "/data/cluster") == [10, 13])
    }

    @Test("attachments are read from the kernel's table of segments")
    func attachments() {
        let table = """
                   key      shmid perms       size  cpid  lpid nattch   uid   gid
             117440617          5   600         56   100   200      3   101   104
            """
        #expect(ServerProcesses.attachments(5, in: table) == 3)
        #expect(ServerProcesses.attachments(6, in: table) == 0)
    }

    @Test(
        "the version is read from what postgres prints",
        arguments: zip(
            [
                "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", "postgres (PostgreSQL) 18devel",
                "mysqld 8",
            ],
            [15, 18, nil]
        )
    )
    func version(_ text: String, _ expected: Int?) {
        #expect(ServerBinaries.majorVersion(from: text) == expected)
    }

    @Test("a new cluster takes the first version that is new enough, an old one its own")
    func choice() throws {
        let found = [14, 17, 15].map { ServerBinaries(directory: "/pg/\($0)", majorVersion: $0) }
        #expect(try ServerBinaries.choose(found, clusterVersion: nil, searched: []).majorVersion == 17)
        #expect(try ServerBinaries.choose(found, clusterVersion: 15, searched: []).majorVersion == 15)
        #expect(throws: EmbeddedPostgresError.clusterVersionUnavailable(cluster: 16, found: [14, 15, 17])) {
            try ServerBinaries.choose(found, clusterVersion: 16, searched: [])
        }
        #expect(throws: EmbeddedPostgresError.binariesTooOld(directory: "/pg/14", version: "14")) {
            try ServerBinaries.choose([found[0]], clusterVersion: nil, searched: [])
        }
    }

    @Test("without PostgreSQL the error names the package to install")
    func missingBinaries() async {
        let error = await #expect(throws: EmbeddedPostgresError.self) {
            try await ServerBinaries.find(explicit: "/nonexistent", clusterVersion: nil, searchPath: nil)
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("apt-get install postgresql"))
    }

    @Test("restarts wait longer each time and end at the limit")
    func backoff() {
        var backoff = RestartBackoff()
        let start = ContinuousClock.now
        let actions = (0...5).map { backoff.serverDied(at: start.advanced(by: .seconds($0))) }
        let delays = [100, 400, 1600, 6400, 10_000].map {
            RestartBackoff.Action.restart(afterMilliseconds: $0)
        }
        #expect(actions == delays + [.giveUp])
        let later = start.advanced(by: .seconds(RestartBackoff.windowSeconds + 60))
        #expect(backoff.serverDied(at: later) == .restart(afterMilliseconds: 100))
    }

    @Test("connection strings keep quotes and backslashes intact")
    func quoting() {
        let text = ConnectionString.write([("host", "/a b"), ("password", #"it's \ here"#)])
        #expect(text == #"host='/a b' password='it\'s \\ here'"#)
    }

    @Test("nobody can open the server to the network by a setting")
    func fixedSettings() {
        let settings = ServerSettings(
            durability: .durable,
            socketDirectory: "/s,x",
            overrides: ["listen_addresses": "*", "work_mem": "1MB"]
        )
        #expect(settings.values["listen_addresses"] == "")
        #expect(settings.values["work_mem"] == "1MB")
        #expect(settings.values["fsync"] == nil)
        #expect(settings.values["unix_socket_directories"] == "\"/s,x\"")
    }

    @Test("the socket stays beside the data when its path fits, and is stable when it does not")
    func socketDirectory() {
        #expect(ClusterLayout.defaultSocketDirectory(for: "/data") == "/data/run")
        let long = "/" + String(repeating: "d", count: 100)
        let chosen = ClusterLayout.defaultSocketDirectory(for: long)
        #expect(chosen.utf8.count < 80)
        #expect(chosen == ClusterLayout.defaultSocketDirectory(for: long))
        #expect(chosen != ClusterLayout.defaultSocketDirectory(for: long + "e"))
    }
}
