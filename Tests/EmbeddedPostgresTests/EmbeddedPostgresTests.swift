import Foundation
import Glibc
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite("A private PostgreSQL server", .serialized)
struct EmbeddedPostgresTests {
    @Test("has checksums, UTF-8, a stable order of text, and no network")
    func clusterProperties() async throws {
        try await withServer { running, _ in
            let settings = try await running.ask(
                """
                SELECT current_setting('data_checksums'), current_setting('server_encoding'),
                    datcollate, datctype, '<' || current_setting('listen_addresses') || '>'
                FROM pg_database WHERE datname = 'postgres'
                """
            )
            #expect(settings == "on|UTF8|C|C.UTF-8|<>")
        }
    }

    @Test("wants the password, which only its owner can read")
    func password() async throws {
        try await withServer { running, folder in
            let wrong = running.server.connectionString(
                database: "postgres",
                user: "postgres",
                password: "guess"
            )
            await #expect(throws: ServerUnderTest.QueryFailure.self) {
                try await running.ask("SELECT 1", as: wrong)
            }
            let attributes = try FileManager.default.attributesOfItem(
                atPath: folder.path("pg/superuser.password")
            )
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            #expect((attributes[.ownerAccountID] as? NSNumber)?.uint32Value == geteuid())
        }
    }

    @Test("never runs as root, and sits in its own process group")
    func account() async throws {
        try await withServer { running, _ in
            let pid = await running.server.postmasterPid
            let attributes = try FileManager.default.attributesOfItem(atPath: "/proc/\(pid)")
            #expect((attributes[.ownerAccountID] as? NSNumber)?.uint32Value != 0)
            #expect(getpgid(pid) == pid)
        }
    }

    @Test("keeps its data over a stop and a start, and leaves no process after a stop")
    func stopAndStart() async throws {
        try await withTemporaryFolder { folder in
            let configuration = ServerUnderTest.configuration(folder)
            let first = try await ServerUnderTest.start(configuration)
            _ = try await first.ask("CREATE TABLE kept AS SELECT 7 AS value")
            await first.server.stop()
            await first.server.stop()
            let processes = try ServerUnderTest.processes(folder)
            #expect(try await processes.running().isEmpty)
            let second = try await ServerUnderTest.start(configuration)
            #expect(try await second.ask("SELECT value FROM kept") == "7")
            await second.server.stop()
        }
    }

    @Test("refuses a second owner of one data directory and names the first")
    func oneOwner() async throws {
        try await withServer { _, folder in
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await ServerUnderTest.start(ServerUnderTest.configuration(folder))
            }
            #expect(error == .dataDirectoryInUse(path: folder.path("pg"), holder: getpid()))
            let failure = try #require(error)
            #expect(failure.description.contains("\(getpid())"))
        }
    }

    @Test("replaces an initdb that was cut off")
    func unfinishedInitdb() async throws {
        try await withTemporaryFolder { folder in
            let unfinished = folder.path("pg/cluster.unfinished.12345")
            try FileManager.default.createDirectory(atPath: unfinished, withIntermediateDirectories: true)
            try Data("15\n".utf8).write(to: URL(filePath: "\(unfinished)/PG_VERSION"))
            try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.path("pg"))
            let running = try await ServerUnderTest.start(ServerUnderTest.configuration(folder))
            #expect(!FileManager.default.fileExists(atPath: unfinished))
            await running.server.stop()
        }
    }

    @Test("puts its socket under the temporary directory when the data directory's path is long")
    func longPath() async throws {
        let name = String(repeating: "long", count: 30)
        try await withServer({ $0.dataDirectory += "/\(name)" }) { running, _ in
            let answer = try await running.ask("SELECT 1")
            #expect(answer == "1")
            #expect(!running.server.superuserConnectionString.contains(name))
        }
    }

    @Test(
        "says which folder its user may not enter",
        .enabled(if: geteuid() == 0, "only root runs the server as somebody else")
    )
    func closedParent() async throws {
        try await withTemporaryFolder { folder in
            let closed = folder.path("closed")
            try FileManager.default.createDirectory(
                atPath: closed,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            var configuration = ServerUnderTest.configuration(folder)
            configuration.dataDirectory = "\(closed)/pg"
            let account = try #require(try ServerAccount.whenRoot()).name
            await #expect(
                throws: EmbeddedPostgresError.directoryNotTraversable(path: closed, account: account)
            ) {
                try await ServerUnderTest.start(configuration)
            }
        }
    }

    @Test("reports what the server said when it cannot start")
    func badSetting() async throws {
        try await withTemporaryFolder { folder in
            var configuration = ServerUnderTest.configuration(folder)
            configuration.settings["work_mem"] = "plenty"
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await ServerUnderTest.start(configuration)
            }
            let failure = try #require(error)
            #expect(failure.debugDescription.contains("work_mem"))
            #expect(!failure.description.contains("work_mem"))
        }
    }
}
