import Identifiers
import Signing
import Testing
import TransparencyLog

@Suite("Checkpoints")
struct CheckpointTests {
    @Test("the text is origin, size and root")
    func text() throws {
        let checkpoint = Checkpoint(origin: "example.com/log", size: 42, root: MerkleHash.emptyRoot)
        #expect(checkpoint.text == "example.com/log\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
        #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
        #expect(try Checkpoint(text: checkpoint.text + "more\n").extensions == ["more"])
    }

    private static let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

    @Test(
        "a malformed text is refused",
        arguments: [
            "", "o\n1\n", "o\n1\n\(root)", "\n1\n\(root)\n", "o\n01\n\(root)\n", "o\n+1\n\(root)\n",
            "o\n-1\n\(root)\n",
            "o\n1\nAAAA\n", "o\n9223372036854775808\n\(root)\n", "o\n1\n\(root)\n\n", "o\nx\n\(root)\n",
        ]
    )
    func malformed(text: String) {
        #expect(throws: TransparencyLogError.self) { try Checkpoint(text: text) }
    }

    @Test("a policy wants the log key, the origin and enough different witnesses")
    func policy() async throws {
        let log = try Signers.log()
        let witnesses = [try Signers.witness(2), try Signers.witness(3)]
        func policy(_ quorum: Int, origin: String = Signers.origin) -> CheckpointPolicy {
            CheckpointPolicy(
                origin: origin,
                logKeys: [log.key],
                witnesses: witnesses.map(\.key),
                witnessQuorum: quorum
            )
        }
        let one = try await Signers.note(by: [log, witnesses[0]])
        let both = try await Signers.note(by: [log] + witnesses)
        #expect(try policy(0).accept(one).witnesses.count == 1)
        #expect(try policy(2).accept(both).checkpoint.size == 0)
        #expect(throws: TransparencyLogError.quorumNotReached(needed: 2, found: 1)) {
            try policy(2).accept(one)
        }
        let other = "governance.example/tenant-b"
        #expect(throws: TransparencyLogError.wrongOrigin(expected: other, found: Signers.origin)) {
            try policy(0, origin: other).accept(one)
        }
        let unsigned = try await Signers.note(by: witnesses)
        #expect(throws: TransparencyLogError.noTrustedSignature) { try policy(0).accept(unsigned) }
    }

    @Test("one witness key under two names is one witness")
    func sybil() async throws {
        let log = try Signers.log()
        let names = ["witness.example/a", "witness.example/b"]
        let twins = try names.map { try NoteSigner(name: $0, kind: .cosigner, signer: Signers.key(4)) }
        let policy = CheckpointPolicy(
            origin: Signers.origin,
            logKeys: [log.key],
            witnesses: twins.map(\.key),
            witnessQuorum: 2
        )
        let note = try await Signers.note(by: [log] + twins)
        #expect(throws: TransparencyLogError.quorumNotReached(needed: 2, found: 1)) {
            try policy.accept(note)
        }
    }

    @Test("during a rotation either log key is enough")
    func rotation() async throws {
        let (old, new) = (try Signers.log(1), try Signers.log(7))
        let note = try await Signers.note(by: [old, new])
        for key in [old.key, new.key] {
            let policy = CheckpointPolicy(origin: Signers.origin, logKeys: [key])
            #expect(try policy.accept(note).checkpoint.origin == Signers.origin)
        }
    }
}
