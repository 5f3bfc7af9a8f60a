import Identifiers
import Signing
import Testing
import TransparencyLog

@Suite("Formats of the reference implementation")
struct ReferenceFormatTests {
    private static let file = "vectors/merkle/rfc6962-vectors.json"

    @Test(
        "keys, checkpoint, cosignature and receipt are the same bytes",
        .enabled(if: SharedMaterial.has(file))
    )
    func sameBytes() async throws {
        let vectors = try JSONValue(parsing: SharedMaterial.bytes(Self.file))
        func text(_ key: String) throws -> String { try #require(vectors[key]?.string) }
        func signer(_ seed: String, _ name: String, _ kind: NoteKey.Kind) throws -> NoteSigner {
            let seed = SecretBytes(Hexadecimal.decode(try text(seed)) ?? [])
            return try NoteSigner(name: name, kind: kind, signer: SigningKey(ed25519Seed: seed))
        }
        let origin = try text("origin")
        let log = try signer("ed25519_seed_log_hex", origin, .log)
        let witness = try signer("ed25519_seed_witness_hex", "witness.example/w1", .cosigner)
        #expect(log.key.vkey == (try text("vkey_log")))
        #expect(witness.key.vkey == (try text("vkey_witness")))

        let entries = (vectors["leaf_inputs_hex"]?.array ?? []).compactMap {
            $0.string.flatMap { Hexadecimal.decode($0) }
        }
        let batch = try LogSequencing(extending: TreeFrontier(), with: entries)
        let checkpoint = Checkpoint(origin: origin, size: 8, root: batch.root)
        let signed = try await checkpoint.signed(by: [log], nowSeconds: 0)
        #expect(signed.bytes == Array(try text("checkpoint").utf8))
        let cosignature = try await witness.signature(for: checkpoint.text, nowSeconds: 1_700_000_000)
        #expect(cosignature.line == (try text("cosignature_ts_1700000000")))

        let receipt = try LogReceipt(parsing: Array(try text("tlog_proof_index_5").utf8))
        let policy = CheckpointPolicy(
            origin: origin,
            logKeys: [log.key],
            witnesses: [witness.key],
            witnessQuorum: 1
        )
        #expect(try receipt.verify(entry: entries[5], policy: policy).checkpoint == checkpoint)
        var source = LeafSource(leaves: batch.leaves)
        let proof = try await InclusionProof.build(index: 5, size: 8, from: &source)
        var note = signed
        note.signatures.append(cosignature)
        #expect(
            LogReceipt(index: 5, hashes: proof.hashes, note: note).bytes
                == Array(try text("tlog_proof_index_5").utf8)
        )
    }
}
