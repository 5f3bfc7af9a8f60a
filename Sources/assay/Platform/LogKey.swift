import FoundationEssentials
import Signing
import TransparencyLog

/// The key that signs checkpoints, sealed at rest under a key-encryption key in a file of its own.
///
/// `ASSAY_KEK_FILE` puts the key-encryption key elsewhere, such as on a mounted secret.
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
        let wrapping = try keyEncryptionKey(in: directory)
        let key: SigningKey
        if let sealed = FileManager.default.contents(atPath: sealedPath) {
            key = try SigningKey(pkcs8: try wrapping.unseal(Array(sealed), for: context))
        } else {
            key = try SigningKey.generate(.ed25519)
            try DataDirectory.writePrivately(try wrapping.seal(try key.pkcs8(), for: context), to: sealedPath)
        }
        return try NoteSigner(name: origin, kind: .log, signer: key)
    }

    /// What seals this server's secrets at rest; made when there is none.
    static func keyEncryptionKey(in directory: DataDirectory) throws -> KeyEncryptionKey {
        let named = ProcessInfo.processInfo.environment["ASSAY_KEK_FILE"]
        let path = named ?? "\(directory.keys)/key-encryption.key"
        if let bytes = FileManager.default.contents(atPath: path) {
            return try KeyEncryptionKey(SecretBytes(Array(bytes)))
        }
        guard named == nil else {
            throw SettingFaults(["ASSAY_KEK_FILE: there is no readable file at \(path)"])
        }
        let bytes = try SecureRandom.bytes(KeyEncryptionKey.byteCount)
        try DataDirectory.writePrivately(bytes, to: path, permissions: 0o400)
        return try KeyEncryptionKey(SecretBytes(bytes))
    }
}
