import Identifiers
import Testing
import TransparencyLog

@Suite("Receipts")
struct LogReceiptTests {
    private func receipt(index: UInt64, extra: [UInt8]? = nil) async throws -> LogReceipt {
        var log = MemoryLog()
        _ = try log.grow(by: [300])
        var source = log.source
        let proof = try await InclusionProof.build(index: index, size: 300, from: &source)
        let note = try await Checkpoint(origin: Signers.origin, size: 300, root: log.frontier.root)
            .signed(by: [Signers.log(), Signers.witness(2)], nowSeconds: 1_700_000_000)
        return LogReceipt(index: index, hashes: proof.hashes, note: note, extra: extra)
    }

    private func policy() throws -> CheckpointPolicy {
        CheckpointPolicy(
            origin: Signers.origin,
            logKeys: [try Signers.log().key],
            witnesses: [try Signers.witness(2).key],
            witnessQuorum: 1
        )
    }

    @Test("a receipt proves its entry and no other", arguments: [0, 7, 255, 256, 299] as [UInt64])
    func proves(index: UInt64) async throws {
        let receipt = try LogReceipt(parsing: try await receipt(index: index).bytes)
        let accepted = try receipt.verify(entry: MemoryLog.entry(Int(index)), policy: policy())
        #expect(accepted.checkpoint.size == 300)
        #expect(throws: TransparencyLogError.proofInvalid(index: index, size: 300)) {
            try receipt.verify(entry: MemoryLog.entry(Int(index) + 1), policy: policy())
        }
    }

    @Test("extra data survives")
    func extra() async throws {
        let receipt = try await receipt(index: 3, extra: [1, 2, 255])
        #expect(try LogReceipt(parsing: receipt.bytes) == receipt)
        #expect(
            String(decoding: receipt.bytes, as: UTF8.self).hasPrefix(
                "c2sp.org/tlog-proof@v1\nextra AQL/\nindex 3\n"
            )
        )
    }

    @Test("one flipped bit in any byte of a receipt makes it worthless")
    func everyByteCounts() async throws {
        let bytes = try await receipt(index: 7).bytes
        let policy = try policy()
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 1
            #expect(throws: TransparencyLogError.self, "byte \(position)") {
                try LogReceipt(parsing: changed).verify(entry: MemoryLog.entry(7), policy: policy)
            }
        }
    }

    @Test("a malformed receipt is refused")
    func malformed() async throws {
        let text = String(decoding: try await receipt(index: 7).bytes, as: UTF8.self)
        let changes = [
            ("tlog-proof@v1", "tlog-proof@v2"), ("index 7", "index 07"), ("index 7", "index +7"),
            ("index 7", "index"),
            ("index 7\n", "index 7\nAAAA\n"), ("index 7\n", "extra !\nindex 7\n"), ("\n\n", "\n"),
            (
                "index 7\n",
                "index 7\n" + String(repeating: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", count: 60)
            ),
        ]
        for (old, new) in changes {
            let changed = text.replacing(old, with: new)
            #expect(changed != text)
            #expect(throws: TransparencyLogError.self, "\(new)") {
                try LogReceipt(parsing: Array(changed.utf8))
            }
        }
        #expect(throws: TransparencyLogError.self) { try LogReceipt(parsing: []) }
    }
}
