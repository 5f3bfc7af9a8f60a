import Foundation
import Glibc
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite("A private PostgreSQL server recovers", .serialized)
struct CrashRecoveryTests {
    @Test("from a killed backend, under the same postmaster")
    func killedBackend() async throws {
        try await withServer { running, _ in
            _ = try await running.ask("CREATE TABLE kept AS SELECT 7 AS value")
            let before = await running.server.postmasterPid
            let sql = "SELECT pg_sleep(60)"
            let client = try await running.startLong(sql)
            kill(try #require(try await running.backend(running: sql)), SIGKILL)
            _ = await client.ending()
            let answer = await Patience.wait(seconds: 20) { try? await running.ask("SELECT value FROM kept") }
            #expect(answer == "7")
            #expect(await running.server.postmasterPid == before)
        }
    }

    @Test("from a killed postmaster, at the same address")
    func killedPostmaster() async throws {
        try await withServer { running, _ in
            _ = try await running.ask("CREATE TABLE kept AS SELECT 7 AS value")
            let before = await running.server.postmasterPid
            kill(before, SIGKILL)
            var events = running.server.events.makeAsyncIterator()
            #expect(await events.next() == .serverDied(ending: "killed(signal: 9)"))
            #expect(await events.next() == .serverRestarted)
            #expect(await running.server.postmasterPid != before)
            #expect(try await running.ask("SELECT value FROM kept") == "7")
        }
    }

    @Test("from a killed postmaster whose busy backend goes on without it")
    func busyOrphan() async throws {
        try await withServer { running, folder in
            // It waits for nothing, so it never notices the postmaster's death.
            let sql = "SELECT count(*) FROM generate_series(1, 1000000000000) WHERE generate_series % 7 = 9"
            let client = try await running.startLong(sql)
            let orphan = try #require(try await running.backend(running: sql))
            kill(await running.server.postmasterPid, SIGKILL)
            var events = running.server.events.makeAsyncIterator()
            _ = await events.next()
            #expect(await events.next() == .serverRestarted)
            let remaining = try await ServerUnderTest.processes(folder).running()
            #expect(!remaining.contains(orphan))
            #expect(try await running.ask("SELECT 1") == "1")
            _ = await client.ending()
        }
    }

    @Test("from a kill of its owner, by stopping the server that lives on")
    func killedOwner() async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
                var configuration = ServerUnderTest.configuration(TemporaryFolder(path: path))
                configuration.ownerDeath = .serverSurvives
                let running = try await ServerUnderTest.start(configuration)
                _ = try await running.ask("CREATE TABLE kept AS SELECT 7 AS value")
                kill(getpid(), SIGKILL)
            }
            let processes = try ServerUnderTest.processes(folder)
            let leftover = try #require(PostmasterFile.read(folder.path("pg/cluster/postmaster.pid"))).pid
            #expect(try await processes.running().contains(leftover))
            let running = try await ServerUnderTest.start(ServerUnderTest.configuration(folder))
            #expect(try await !processes.running().contains(leftover))
            #expect(try await running.ask("SELECT value FROM kept") == "7")
            await running.server.stop()
        }
    }

    @Test("never outlives its owner when it was told not to")
    func serverEndsWithOwner() async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
                _ = try await ServerUnderTest.start(
                    ServerUnderTest.configuration(TemporaryFolder(path: path))
                )
                kill(getpid(), SIGKILL)
            }
            let processes = try ServerUnderTest.processes(folder)
            let isGone = try await Patience.wait(seconds: 10) {
                try await processes.running().isEmpty ? true : nil
            }
            #expect(isGone == true)
        }
    }

    @Test("no more once a stop was asked for, even in the middle of recovering")
    func stopWhileRecovering() async throws {
        try await withTemporaryFolder { folder in
            let configuration = ServerUnderTest.configuration(folder)
            let running = try await ServerUnderTest.start(configuration)
            kill(await running.server.postmasterPid, SIGKILL)
            var events = running.server.events.makeAsyncIterator()
            _ = await events.next()
            await running.server.stop()
            let isGone = try await Patience.wait(seconds: 5) {
                try await ServerUnderTest.processes(folder).running().isEmpty ? true : nil
            }
            #expect(isGone == true)
            let again = try await ServerUnderTest.start(configuration)
            await again.server.stop()
        }
    }

    @Test("from a stale pid file that names a stranger, who is left alone")
    func stalePidFile() async throws {
        try await withTemporaryFolder { folder in
            let configuration = ServerUnderTest.configuration(folder)
            let first = try await ServerUnderTest.start(configuration)
            let pidFile = folder.path("pg/cluster/postmaster.pid")
            let content = try String(contentsOfFile: pidFile, encoding: .utf8)
            let ownPid = await first.server.postmasterPid
            await first.server.stop()
            let account = try ServerAccount.whenRoot()
            let stranger = try await ChildProcess.start(.server("/bin/sleep", ["600"], account: account))
            let stale = content.replacing("\(ownPid)\n", with: "\(stranger.pid)\n", maxReplacements: 1)
            try Data(stale.utf8).write(to: URL(filePath: pidFile))
            let second = try await ServerUnderTest.start(configuration)
            #expect(try await second.ask("SELECT 1") == "1")
            #expect(stranger.endingIfEnded == nil)
            stranger.signal(SIGKILL)
            await second.server.stop()
        }
    }
}
