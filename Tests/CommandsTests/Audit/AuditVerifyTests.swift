import ArgumentParser
import Audit
import Foundation
import Identifiers
import Synchronization
import Testing
import TransparencyLog

@testable import Commands

@Suite("Verifying the audit log from outside")
struct AuditVerifyTests {
    /// A server whose log the test may change between two commands.
    private final class Store: Sendable {
        let log: Mutex<SampleLog>

        init(_ log: SampleLog) { self.log = Mutex(log) }

        func world() throws -> TestSession {
            try TestSession { request, _ in try self.log.withLock { try $0.reply(to: request) } }
        }
    }

    private func verify(_ world: TestSession, _ arguments: [String] = []) async throws -> CommandStatus {
        do {
            try await AuditVerifyCommand.parse(arguments).perform(in: world.session)
            return .good
        } catch let failure as CommandFailure { return failure.status }
    }

    @Test(
        "A whole log is green, over several pages and tiles",
        arguments: [[1], [3, 250, 40], [256, 256, 300, 1]]
    )
    func green(batches: [Int]) async throws {
        let world = try Store(try await .grown(by: batches)).world()
        #expect(try await verify(world) == .good)
        #expect(world.transcript.output.contains("All \(batches.reduce(0, +)) entries are intact"))
        #expect(world.transcript.output.contains("not pinned"))
    }

    @Test("A changed entry is red and named", arguments: [0, 255, 256, 402])
    func changedEntry(index: Int) async throws {
        var log = try await SampleLog.grown(by: [300, 103])
        log.tamper(index)
        let world = try Store(log).world()
        #expect(try await verify(world) == .answerIsNo)
        #expect(world.transcript.output.contains("Entry \(index) was changed"))
    }

    @Test("An entry that searches find by what it does not say is red and named", arguments: [0, 299, 402])
    func mislabelled(index: Int) async throws {
        var log = try await SampleLog.grown(by: [300, 103])
        log.mislabel(index, as: 5)
        let world = try Store(log).world()
        #expect(try await verify(world) == .answerIsNo)
        #expect(world.transcript.output.contains("What entry \(index) is searched by was changed"))
    }

    @Test("An entry that lies beyond the end of the log is red", arguments: [20, 256, 768, 800])
    func slippedIn(size: Int) async throws {
        var log = try await SampleLog.grown(by: [size])
        log.slip(in: 4)
        let world = try Store(log).world()
        #expect(try await verify(world) == .answerIsNo)
        #expect(world.transcript.output.contains("wrong at entry \(size): entries lie beyond it"))
    }

    @Test("The JSON form names the first bad entry")
    func json() async throws {
        var log = try await SampleLog.grown(by: [20])
        log.tamper(7)
        let world = try Store(log).world()
        #expect(try await verify(world, ["--format", "json"]) == .answerIsNo)
        let value = try JSONValue(parsing: Array(world.transcript.output.utf8))
        #expect(value["is_intact"] == false)
        #expect(value["first_bad_entry"] == 7)
    }

    @Test("A head that is older than the newest checkpoint is a cut log")
    func truncated() async throws {
        let short = try await SampleLog.grown(by: [5])
        var log = try await SampleLog.grown(by: [5, 5])
        (log.entries, log.head, log.tiles) = (short.entries, short.head, short.tiles)
        let world = try Store(log).world()
        #expect(try await verify(world) == .answerIsNo)
        #expect(world.transcript.output.contains("size 10 was signed"))
    }

    @Test("What is logged and signed while the verification runs does not disturb it")
    func growsMeanwhile() async throws {
        let before = try await SampleLog.grown(by: [5])
        let after = try await SampleLog.grown(by: [5, 4])
        let headsAsked = Mutex(0)
        let world = try TestSession { request, _ in
            let isHead = request.url.hasSuffix("head")
            let isFirstHead =
                isHead
                && headsAsked.withLock {
                    $0 += 1; return $0 == 1
                }
            let isEarly = isFirstHead || request.url.hasSuffix("checkpoint")
            return try (isEarly ? before : after).reply(to: request)
        }
        #expect(try await verify(world) == .good)
        #expect(world.transcript.output.contains("All 5 entries are intact; 1 signed"))
    }

    @Test("A log that was rewritten and signed anew is found by the checkpoint that this client remembers")
    func rewritten() async throws {
        let store = Store(try await .grown(by: [3, 3]))
        let world = try store.world()
        #expect(try await verify(world) == .good)
        let forged = try await SampleLog.grown(by: [8], content: "forged")
        store.log.withLock { $0 = forged }
        #expect(try await verify(world) == .answerIsNo)
        #expect(world.transcript.output.contains("not what was signed in the checkpoint of size 6"))
        let short = try await SampleLog.grown(by: [4])
        store.log.withLock { $0 = short }
        #expect(try await verify(world) == .answerIsNo)
        #expect(world.transcript.output.contains("Entries from 4 on are gone"))
    }

    @Test("Another key than the one first seen is an error until it is accepted")
    func changedKey() async throws {
        let store = Store(try await .grown(by: [3]))
        let world = try store.world()
        #expect(try await verify(world) == .good)
        let other = try await SampleLog.grown(by: [3], signer: 9)
        store.log.withLock { $0 = other }
        #expect(try await verify(world) == .answerIsNo)
        #expect(try await verify(world, ["--accept-new-key"]) == .good)
        #expect(try await verify(world) == .good)
    }

    @Test("A pinned key decides, whatever the server publishes")
    func pinned() async throws {
        let log = try await SampleLog.grown(by: [3])
        let world = try Store(log).world()
        let right = try #require(log.key?.key.vkey)
        let wrong = try #require(SampleLog.signer(5)?.key.vkey)
        #expect(try await verify(world, ["--key", right]) == .good)
        #expect(!world.server.received.contains { $0.url.contains("well-known") })
        let other = try Store(log).world()
        #expect(try await verify(other, ["--key", wrong]) == .answerIsNo)
        #expect(try await verify(other, ["--key", "nonsense"]) == .usage)
    }

    @Test("A copy is verified without the server, and every damage to it is found")
    func offline() async throws {
        let log = try await SampleLog.grown(by: [300, 7])
        let world = try Store(log).world()
        let copy = world.folder.path + "/copy"
        try await AuditExportCommand.parse([copy]).perform(in: world.session)
        let requests = world.server.received.count
        #expect(try await verify(world, ["--dir", copy]) == .good)
        #expect(world.server.received.count == requests)
        await #expect(throws: CommandFailure.self) {
            try await AuditExportCommand.parse([copy]).perform(in: world.session)
        }
        for name in [
            "tile/entries/001.p/51", "tile/0/000", "leaves", "checkpoints", "head.json", "tile/1/000.p/1",
        ] {
            let url = URL(filePath: copy + "/" + name)
            let whole = try Data(contentsOf: url)
            var damaged = whole
            damaged[damaged.count / 2] ^= 1
            try damaged.write(to: url)
            let status = try await verify(world, ["--dir", copy])
            #expect(status != .good, "\(name)")
            try whole.write(to: url)
        }
        #expect(try await verify(world, ["--dir", copy]) == .good)
    }
}
