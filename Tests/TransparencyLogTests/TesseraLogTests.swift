import Identifiers
import Testing
import TransparencyLog

/// A log of 15 entries that Tessera wrote, with every checkpoint on the way.
@Suite("A log written by Tessera")
struct TesseraLogTests {
    private static let folder = "vectors/tessera-log/log"
    private static let finalSize = 15

    private struct Files: TileReader {
        func tile(_ coordinate: TileCoordinate) async throws -> [UInt8] {
            try SharedMaterial.bytes("\(TesseraLogTests.folder)/\(coordinate.path)")
        }
    }

    private func checkpoint(_ name: String) throws -> (note: SignedNote, checkpoint: Checkpoint) {
        let bytes = try SharedMaterial.bytes("\(Self.folder)/\(name)")
        let note = try SignedNote(parsing: bytes)
        #expect(note.bytes == bytes)
        return (note, try Checkpoint(text: note.text))
    }

    private func entries(_ size: Int) async throws -> [[UInt8]] {
        let tile = TileCoordinate(content: .entries, index: 0, width: size)
        return try EntryBundle.parse(try await Files().tile(tile), count: size)
    }

    // The verifier key that Tessera's repository publishes for its test logs.
    @Test("its checkpoints are signed by its published key", .enabled(if: SharedMaterial.has(folder)))
    func signatures() throws {
        let key = try NoteKey(
            vkey: "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
        )
        let policy = CheckpointPolicy(origin: "example.com/log/testdata", logKeys: [key])
        for size in 1...Self.finalSize {
            let accepted = try policy.accept(checkpoint("checkpoint.\(size)").note)
            #expect(accepted.checkpoint.size == UInt64(size))
        }
    }

    @Test(
        "every tile, bundle and root is what we make of its entries",
        .enabled(if: SharedMaterial.has(folder))
    )
    func recomputed() async throws {
        let all = try await entries(Self.finalSize)
        for size in 1...Self.finalSize {
            let batch = try LogSequencing(extending: TreeFrontier(), with: Array(all.prefix(size)))
            #expect(batch.root == (try checkpoint("checkpoint.\(size)").checkpoint.root))
            for append in batch.tileAppends {
                #expect(
                    append.bytes == (try await Files().tile(append.coordinate)),
                    "\(append.coordinate.path)"
                )
            }
        }
    }

    @Test("proofs from its tiles verify against its checkpoints", .enabled(if: SharedMaterial.has(folder)))
    func proofs() async throws {
        let newest = try checkpoint("checkpoint").checkpoint
        var source = VerifiedTileSource(size: newest.size, root: newest.root, reader: Files())
        for (index, entry) in try await entries(Self.finalSize).enumerated() {
            let proof = try await InclusionProof.build(index: UInt64(index), size: newest.size, from: &source)
            #expect(proof.isValid(leaf: MerkleHash.leaf(entry), root: newest.root))
        }
        for size in 1..<Self.finalSize {
            let older = try checkpoint("checkpoint.\(size)").checkpoint
            let proof = try await ConsistencyProof.build(old: older.size, new: newest.size, from: &source)
            #expect(proof.isValid(oldRoot: older.root, newRoot: newest.root))
        }
    }
}
