import Identifiers
import Signing
import TransparencyLog

/// Keys whose seed is one byte repeated, so that failures repeat too.
enum Signers {
    static let origin = "governance.example/tenant-a"

    static func key(_ byte: UInt8) throws -> SigningKey {
        try SigningKey(ed25519Seed: SecretBytes([UInt8](repeating: byte, count: 32)))
    }

    static func log(_ byte: UInt8 = 1) throws -> NoteSigner {
        try NoteSigner(name: origin, kind: .log, signer: key(byte))
    }

    static func witness(_ byte: UInt8) throws -> NoteSigner {
        try NoteSigner(name: "witness.example/w\(byte)", kind: .cosigner, signer: key(byte))
    }

    static func note(by signers: [NoteSigner]) async throws -> SignedNote {
        try await Checkpoint(origin: origin, size: 0, root: MerkleHash.emptyRoot)
            .signed(by: signers, nowSeconds: 1_700_000_000)
    }
}
