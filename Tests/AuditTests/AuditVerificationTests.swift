import Audit
import Identifiers
import Testing
import TransparencyLog

@Suite("Verification of a log")
struct AuditVerificationTests {
    private static let batches = [0, 100, 156, 1, 500, 0, 43]

    private func report(_ log: StoredLog, remembered: [[UInt8]] = []) async throws -> AuditVerification.Report
    {
        try await AuditVerification(policy: Fixtures.policy(), remembered: remembered).run(on: log)
    }

    @Test("an intact log is found intact")
    func intact() async throws {
        let log = try await StoredLog.grown(by: Self.batches)
        let report = try await report(log, remembered: [log.notes[2]])
        #expect(report.fault == nil)
        #expect(report.entriesVerified == 800 && report.signedSize == 800)
        #expect(report.checkpointsVerified == 8)
        #expect(report.tilesVerified == 5)
        #expect(report.root == log.storedHead.root)
        #expect(report.sentence == "All 800 entries are intact; 8 signed checkpoints and 5 tiles agree.")
    }

    @Test("an empty log and an unsigned end are no faults")
    func emptyAndUnsigned() async throws {
        #expect(try await report(StoredLog()).fault == nil)
        var log = try await StoredLog.grown(by: [10, 5])
        log.notes.removeLast()
        let report = try await report(log)
        #expect(report.fault == nil && report.signedSize == 10)
        #expect(report.sentence.contains("5 entries are not signed yet"))
    }

    @Test("a log of more than one checkpoint page is read to its end")
    func manyCheckpoints() async throws {
        let log = try await StoredLog.grown(by: Array(repeating: 1, count: 1001))
        #expect(try await report(log).checkpointsVerified == 1001)
    }

    @Test("a changed body is named by its index", arguments: [0, 255, 256, 700, 799])
    func bodyChanged(index: Int) async throws {
        var log = try await StoredLog.grown(by: Self.batches)
        log.replace(index, body: "forged")
        let report = try await report(log)
        #expect(report.fault?.kind == .bodyChanged && report.fault?.index == UInt64(index))
        #expect(report.entriesVerified == UInt64(index))
        #expect(report.sentence.contains("Entry \(index) was changed"))
    }

    @Test("a changed leaf is told apart from a changed body")
    func leafChanged() async throws {
        var log = try await StoredLog.grown(by: Self.batches)
        log.replace(300, leaf: MerkleHash.leaf("forged".utf8))
        let fault = try await report(log).fault
        #expect(fault?.kind == .leafChanged && fault?.index == 300)
    }

    @Test("body and leaf rewritten together disagree with the tile")
    func bodyAndLeaf() async throws {
        var log = try await StoredLog.grown(by: Self.batches)
        log.replace(300, body: "forged", leaf: MerkleHash.leaf("forged".utf8))
        let fault = try await report(log).fault
        #expect(fault?.kind == .entryAndTileDisagree && fault?.index == 300)
    }

    @Test("a consistent rewrite is caught by the first checkpoint that covers it")
    func consistentRewrite() async throws {
        var log = try await StoredLog.grown(by: Self.batches)
        try log.rewriteConsistently(300, body: "forged")
        let fault = try await report(log).fault
        #expect(fault?.kind == .rootMismatch(checkpointSize: 757))
        #expect(fault?.index == 257)
    }

    @Test("a rewrite signed anew is caught by a checkpoint that somebody kept")
    func signedAnew() async throws {
        let honest = try await StoredLog.grown(by: Self.batches)
        let forged = try await StoredLog.grown(by: Self.batches) {
            Array(($0 == 300 ? "forged" : "entry \($0)").utf8)
        }
        #expect(try await report(forged).fault == nil)
        let fault = try await report(forged, remembered: [honest.notes[4], honest.notes[1]]).fault
        #expect(fault?.kind == .rootMismatch(checkpointSize: 757))
    }

    @Test("a missing entry is named", arguments: [0, 256, 500, 799])
    func missing(index: Int) async throws {
        var log = try await StoredLog.grown(by: Self.batches)
        log.entries.remove(at: index)
        let fault = try await report(log).fault
        #expect(fault?.kind == .missingIndex && fault?.index == UInt64(index))
    }

    @Test("swapped and repeated entries are named")
    func swappedAndRepeated() async throws {
        var log = try await StoredLog.grown(by: Self.batches)
        let (first, second) = (log.entries[10], log.entries[11])
        log.replace(10, body: String(decoding: second.body, as: UTF8.self), leaf: second.leaf)
        log.replace(11, body: String(decoding: first.body, as: UTF8.self), leaf: first.leaf)
        #expect(try await report(log).fault?.index == 10)
        var repeated = try await StoredLog.grown(by: Self.batches)
        repeated.entries.insert(repeated.entries[20], at: 20)
        let fault = try await report(repeated).fault
        #expect(fault?.kind == .duplicateIndex && fault?.index == 20)
    }

    @Test("a log cut back with its head is caught by its checkpoints")
    func truncated() async throws {
        var log = try await StoredLog.grown(by: [100, 156, 1])
        let kept = log.notes
        log = try await StoredLog.grown(by: [100, 156])
        log.notes = kept
        let fault = try await report(log).fault
        #expect(fault?.kind == .truncated(signedSize: 257, size: 256) && fault?.index == 256)
        log.notes.removeLast()
        #expect(try await report(log).fault == nil)
        #expect(
            try await report(log, remembered: [kept[2]]).fault?.kind == .truncated(signedSize: 257, size: 256)
        )
    }

    @Test("rollback and fork among the checkpoints are named")
    func rollbackAndFork() async throws {
        var log = try await StoredLog.grown(by: [10, 10])
        log.notes.append(log.notes[0])
        #expect(try await report(log).fault?.kind == .sizeRollback(from: 20, to: 10))
        log.notes[2] = try await StoredLog.note(size: 20, root: MerkleHash.leaf([]))
        #expect(try await report(log).fault?.kind == .fork(size: 20))
    }

    @Test("a checkpoint of another key, with a bad signature or unreadable is named")
    func badCheckpoints() async throws {
        var log = try await StoredLog.grown(by: [10, 10])
        let good = log.notes[1]
        log.notes[1] = try await StoredLog.note(size: 20, root: log.storedHead.root, signer: 9)
        #expect(
            try await report(log).fault?.kind == .checkpointSignature("no signature of a trusted log key")
        )
        log.notes[1] = Array(String(decoding: good, as: UTF8.self).replacing("\n20\n", with: "\n21\n").utf8)
        let fault = try await report(log).fault
        #expect(fault?.kind == .checkpointSignature("the signature of \(Fixtures.origin) is wrong"))
        #expect(fault?.index == 21)
        log.notes[1] = Array("nonsense".utf8)
        guard case .checkpointMalformed = try await report(log).fault?.kind else {
            Issue.record("expected a malformed checkpoint")
            return
        }
    }

    @Test("a changed or missing tile is named")
    func tiles() async throws {
        var log = try await StoredLog.grown(by: Self.batches)
        log.flipTile(level: 1, index: 0, byte: 40)
        let fault = try await report(log).fault
        #expect(fault?.kind == .tileDiffers(path: "tile/1/000.p/3") && fault?.index == 0)
        log = try await StoredLog.grown(by: Self.batches)
        log.flipTile(level: 0, index: 1, byte: 40)
        #expect(try await report(log).fault == (try await Self.disagreement(at: 257)))
        log.tiles[.init(level: 0, index: 1)] = nil
        #expect(try await report(log).fault?.kind == .tileDiffers(path: "tile/0/001"))
    }

    /// The fault of a log whose tile alone disagrees at this index.
    private static func disagreement(at index: Int) async throws -> AuditFault? {
        var log = try await StoredLog.grown(by: batches)
        log.replace(index, body: "forged", leaf: MerkleHash.leaf("forged".utf8))
        return try await AuditVerification(policy: Fixtures.policy()).run(on: log).fault
    }

    @Test("every byte of every stored tile counts")
    func everyTileByte() async throws {
        let log = try await StoredLog.grown(by: [260])
        for (key, bytes) in log.tiles {
            for byte in stride(from: key.level == 0 ? 5 : 0, to: bytes.count, by: key.level == 0 ? 97 : 1) {
                var damaged = log
                damaged.flipTile(level: key.level, index: key.index, byte: byte)
                #expect(try await report(damaged).fault != nil, "level \(key.level) byte \(byte)")
            }
        }
    }

    @Test("a wrong head is named")
    func heads() async throws {
        let log = try await StoredLog.grown(by: [10])
        let right = log.storedHead
        let other = MerkleHash.leaf([])
        let heads = [
            AuditLogHead(size: 9, root: right.root, frontier: right.frontier),
            AuditLogHead(size: 10, root: other, frontier: right.frontier),
            AuditLogHead(size: 10, root: right.root, frontier: right.frontier.dropLast() + [0xEE]),
        ]
        for head in heads {
            var changed = log
            changed.storedHead = head
            #expect(try await report(changed).fault != nil)
        }
        var longer = log
        longer.storedHead = AuditLogHead(size: 11, root: right.root, frontier: right.frontier)
        let fault = try await report(longer).fault
        #expect(fault != nil)
    }
}
