import Foundation
import Identifiers
import Testing
import TransparencyLog

/// Writes a whole log as the C2SP tlog-tiles files, for verifiers that are not ours.
///
/// `ASSAY_WRITE_LOG` names the folder; `ASSAY_WRITE_LOG_SIZE` the count of entries, 70,000 when unset.
@Suite("A log directory for independent verifiers")
struct LogDirectoryTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let size = environment["ASSAY_WRITE_LOG_SIZE"].flatMap { Int($0) } ?? 70_000
    private static let provedIndex = 12_345
    private static let oldSize = 65_537

    @Test(
        "is written completely and its proofs verify here",
        .enabled(if: environment["ASSAY_WRITE_LOG"] != nil)
    )
    func write() async throws {
        let folder = URL(fileURLWithPath: Self.environment["ASSAY_WRITE_LOG"] ?? "", isDirectory: true)
        let (log, witness) = (try Signers.log(), try Signers.witness(2))
        var memory = MemoryLog()
        #expect(try memory.grow(by: [Self.oldSize]))
        let old = Checkpoint(origin: Signers.origin, size: memory.frontier.size, root: memory.frontier.root)
        let batches = stride(from: Self.oldSize, to: Self.size, by: 777).map { min(777, Self.size - $0) }
        #expect(try memory.grow(by: batches))
        let new = Checkpoint(origin: Signers.origin, size: memory.frontier.size, root: memory.frontier.root)

        for tile in TileCoordinate.created(growingFrom: 0, to: new.size) {
            try write(try await memory.tiles.tile(tile), to: folder.appendingPathComponent(tile.path))
        }
        var source = memory.source
        let inclusion = try await InclusionProof.build(
            index: UInt64(Self.provedIndex),
            size: new.size,
            from: &source
        )
        let consistency = try await ConsistencyProof.build(old: old.size, new: new.size, from: &source)
        #expect(consistency.isValid(oldRoot: old.root, newRoot: new.root))
        let note = try await new.signed(by: [log, witness], nowSeconds: 1_700_000_000)
        let receipt = LogReceipt(index: inclusion.index, hashes: inclusion.hashes, note: note)
        let files: [(String, [UInt8])] = [
            ("checkpoint", note.bytes),
            ("checkpoint.old", try await old.signed(by: [log], nowSeconds: 0).bytes),
            ("vkey", Array(log.key.vkey.utf8)), ("witness.vkey", Array(witness.key.vkey.utf8)),
            ("leaf\(Self.provedIndex)", MemoryLog.entry(Self.provedIndex)), ("p.tlog-proof", receipt.bytes),
            (
                "consistency.txt",
                Array(consistency.hashes.map { Base64.encode($0.bytes) + "\n" }.joined().utf8)
            ),
            (
                "add-checkpoint.0",
                WitnessRequest(
                    proof: ConsistencyProof(old: 0, new: old.size, hashes: []),
                    note: try await old.signed(by: [log], nowSeconds: 0)
                ).body
            ),
            (
                "add-checkpoint.1",
                WitnessRequest(proof: consistency, note: try await new.signed(by: [log], nowSeconds: 0)).body
            ),
        ]
        for (name, bytes) in files { try write(bytes, to: folder.appendingPathComponent(name)) }
    }

    private func write(_ bytes: [UInt8], to file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
    }
}
