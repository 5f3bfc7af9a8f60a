import ArgumentParser
import Audit
import Identifiers
import Testing
import TransparencyLog

@testable import Commands

@Suite("Proofs of single entries")
struct AuditProofTests {
    private func receipt(_ log: SampleLog, index: Int) async throws -> [UInt8] {
        let note = try SignedNote(parsing: try #require(log.newest))
        var tree = VerifiedTileSource(size: log.head.size, root: log.head.root, reader: Tiles(log: log))
        let proof = try await InclusionProof.build(index: UInt64(index), size: log.head.size, from: &tree)
        return LogReceipt(index: UInt64(index), hashes: proof.hashes, note: note).bytes
    }

    private struct Tiles: TileReader {
        let log: SampleLog

        func tile(_ coordinate: TileCoordinate) async throws -> [UInt8] {
            let full = TileCoordinate(content: coordinate.content, index: coordinate.index, width: 256)
            return Array((log.tiles[full.path] ?? []).prefix(coordinate.width * 32))
        }
    }

    @Test("A proof is saved when it holds for exactly this entry")
    func saved() async throws {
        let log = try await SampleLog.grown(by: [9])
        let id = "\(SampleLog.eventID(4))"
        let proof = try await receipt(log, index: 4)
        let world = try TestSession { request, _ in
            if request.url.hasSuffix("/proof") { return .bytes(proof) }
            if request.url.hasSuffix(id) { return .bytes(try SampleLog.event(4)) }
            return try log.reply(to: request)
        }
        let output = world.folder.path + "/receipt"
        try await AuditProofCommand.parse([id, "--output", output]).perform(in: world.session)
        #expect(LogFolder(path: world.folder.path).read("receipt") == proof)
        #expect(world.transcript.output.contains("number 4 of assay.test/log"))
    }

    @Test("The proof of another entry, or of another log, does not hold")
    func refused() async throws {
        let log = try await SampleLog.grown(by: [9])
        let proof = try await receipt(log, index: 4)
        let policy = try LogTrust(keys: [try #require(log.key?.key)], isPinned: true).policy
        let other = try LogTrust(keys: [try #require(SampleLog.signer(3)?.key)], isPinned: true).policy
        let id = "\(SampleLog.eventID(4))"
        #expect(
            try AuditProofCommand.checked(proof: proof, entry: SampleLog.event(4), id: id, policy: policy)
                .size == 9
        )
        let wrongs: [([UInt8], CheckpointPolicy)] = [
            (try SampleLog.event(5), policy), (try SampleLog.event(4), other),
        ]
        for (entry, policy) in wrongs {
            #expect(throws: CommandFailure.self) {
                try AuditProofCommand.checked(proof: proof, entry: entry, id: id, policy: policy)
            }
        }
    }
}
