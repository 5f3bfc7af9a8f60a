import ArgumentParser
import ConnectorKit
import Foundation
import Identifiers
import Synchronization
import Testing

@testable import Commands

@Suite("Sending an export")
struct IngestCommandTests {
    private static let report = """
        {"summary":{"peopleRead":3,"containersRead":2,"messagesRead":40,"deletionsRead":0,"bytesRead":9,\
        "skipped":{"notice":5},"problems":[{"kind":"malformed_file","member":"a/b.json","detail":"cut off","count":1}],\
        "problemsNotListed":0},"messagesAdded":1200,"messagesChanged":0,"messagesUnchanged":2,"messagesDeleted":0,\
        "chunksAdded":7,"chunksKept":0,"chunksRemoved":0,"chunksEmbedded":7}
        """

    private static func job(_ state: String, report: String = "null") -> FakeServer.Reply {
        .json(
            #"{"id":"i1","source":"slack:acme","state":"\#(state)","file_name":"e.zip","progress_done":1,"progress_total":2,"report":\#(report)}"#
        )
    }

    @Test("A file is sent as it is, the import awaited through a restart, and the summary told")
    func wholeWay() async throws {
        let polls = Mutex(0)
        let world = try TestSession { request, _ in
            if request.method == .post { return Self.job("queued") }
            guard request.path.hasSuffix("/imports/i1") else { return .json("{}") }
            let poll = polls.withLock { count in
                count += 1
                return count
            }
            switch poll {
            case 1: return Self.job("reading")
            case 2...5: throw TransportFault(url: "u", detail: "refused")
            case 6: return .problem(503, "starting")
            case 7: return Self.job("embedding")
            default: return Self.job("done", report: Self.report)
            }
        }
        let path = try world.folder.write("zip", to: "e.zip")
        let arguments = [path, "--source", "slack:acme", "--include-dms", "--exported-at", "2026-01-01"]
        try await IngestSlackCommand.parse(arguments).perform(in: world.session)
        let sent = try #require(world.server.received.first { $0.method == .post })
        #expect(
            sent.path == "/api/v1/sources/slack%3Aacme/imports?file_name=e.zip&include_dms=true"
                + "&exported_at=2026-01-01T00%3A00%3A00.000000Z"
        )
        let output = world.transcript.output
        #expect(output.contains("e.zip is imported into slack:acme."))
        #expect(output.contains("read: 40 messages, 2 channels, 3 people"))
        #expect(output.contains("5 notices such as joins and leaves"))
        #expect(output.contains("malformed_file in a/b.json: cut off"))
        #expect(output.contains("stored: 1,200 messages new"))
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("An import that failed ends with status 3 and says why")
    func failed() async throws {
        let world = try TestSession { request, _ in
            request.path.hasSuffix("/imports/i1")
                ? .json(#"{"id":"i1","state":"failed","failure":"the archive is damaged"}"#)
                : Self.job("queued")
        }
        let path = try world.folder.write("zip", to: "e.zip")
        let failure = await #expect(throws: CommandFailure.self) {
            try await IngestSlackCommand.parse([path, "--source", "slack:acme"]).perform(in: world.session)
        }
        #expect(failure == .told(.impossible))
        #expect(world.transcript.output.contains("the archive is damaged"))
    }

    @Test("A source that is not there is made only when that is said")
    func createSource() async throws {
        let answer: @Sendable (TransportRequest, Int) throws -> FakeServer.Reply = { request, _ in
            request.method == .get ? .problem(404, "Source slack:acme") : Self.job("queued")
        }
        let world = try TestSession(answer)
        let path = try world.folder.write("zip", to: "e.zip")
        let base = [path, "--source", "slack:acme", "--no-wait"]
        let failure = await #expect(throws: CommandFailure.self) {
            try await IngestSlackCommand.parse(base).perform(in: world.session)
        }
        #expect(failure?.status == .answerIsNo)
        #expect(!world.server.received.contains { $0.method == .post })
        try await IngestSlackCommand.parse(base + ["--create-source", "--workspace-domain", "acme"]).perform(
            in: world.session
        )
        let made = try #require(world.server.received.first { $0.path == "/api/v1/sources" })
        #expect(made.json?["kind"] == "slack")
        #expect(made.json?["workspace_domain"] == "acme")
    }

    @Test("A folder is packed into a temporary archive that is removed afterwards")
    func folder() async throws {
        let archive = Mutex("")
        let world = try TestSession { request, _ in
            if case .file(let upload) = request.body {
                archive.withLock { $0 = upload.path }
                var members = try ExportPath.source(at: upload.path).members()
                var paths: [String] = []
                while let member = try members.next() { paths.append(member.path) }
                #expect(paths.sorted() == ["general/2026-01-01.json", "users.json"])
            }
            return Self.job("queued")
        }
        _ = try world.folder.write("[]", to: "acme/users.json")
        _ = try world.folder.write("[]", to: "acme/general/2026-01-01.json")
        let arguments = [world.folder.path + "/acme", "--source", "slack:acme", "--no-wait"]
        try await IngestSlackCommand.parse(arguments).perform(in: world.session)
        #expect(world.server.received.contains { $0.path.contains("file_name=acme.zip") })
        let path = archive.withLock { $0 }
        #expect(!path.isEmpty && !FileManager.default.fileExists(atPath: path))
    }

    @Test(
        "An empty folder and a missing file are refused before anything is sent",
        arguments: ["", "/none.zip"]
    )
    func nothing(name: String) async throws {
        let world = try TestSession { _, _ in .json("{}") }
        let failure = await #expect(throws: CommandFailure.self) {
            try await IngestSlackCommand.parse([world.folder.path + name, "--source", "slack:acme"]).perform(
                in: world.session
            )
        }
        #expect(failure?.status == .usage)
        #expect(world.server.received.isEmpty)
    }
}

@Suite("Waiting for an import")
struct ImportWatchTests {
    @Test("A server that is away is asked more and more seldom, and given up after its limit")
    func backOff() {
        var watch = ImportWatch()
        var (waits, total) = ([Double](), 0.0)
        while case .askAgain(let seconds) = watch.sawNothing() {
            waits.append(seconds)
            total += seconds
        }
        #expect(waits.prefix(6) == [0.5, 1, 2, 4, 8, 10])
        #expect(total >= ImportWatch.absenceSecondsMax && total <= ImportWatch.absenceSecondsMax + 10)
        #expect(watch.saw(state: "reading") == .askAgain(afterSeconds: 0.5))
        #expect(watch.sawNothing() == .askAgain(afterSeconds: 0.5))
        #expect(watch.saw(state: "failed") == .finished)
    }
}
