import FoundationEssentials
import Signing
import TransparencyLog

/// The key that signs checkpoints, sealed at rest under the key-encryption key, in a file of its own.
enum LogKey {
    /// The log's name in checkpoints and addresses.
    static let origin = "assay-audit"
    private static let context = SealingContext(
        tenant: "assay",
        keyID: "audit-log",
        purpose: "checkpoint",
        version: 1
    )

    /// Loads the key, or makes it when there is none.
    static func load(in directory: DataDirectory) throws -> NoteSigner {
        let sealedPath = "\(directory.keys)/audit-log.key"
        let wrapping = try WrappingKey.load(in: directory)
        let key: SigningKey
        if let sealed = FileManager.default.contents(atPath: sealedPath) {
            key = try SigningKey(pkcs8: try wrapping.unseal(Array(sealed), for: context))
        } else {
            key = try SigningKey.generate(.ed25519)
            try DataDirectory.writePrivately(try wrapping.seal(try key.pkcs8(), for: context), to: sealedPath)
        }
        return try NoteSigner(name: origin, kind: .log, signer: key)
    }
}
