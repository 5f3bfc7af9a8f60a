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
        if let known = try loadExisting(in: directory) { return known }
        let wrapping = try WrappingKey.load(in: directory)
        let key = try SigningKey.generate(.ed25519)
        let sealed = try wrapping.seal(try key.pkcs8(), for: context)
        try DataDirectory.writePrivately(sealed, to: path(in: directory))
        return try NoteSigner(name: origin, kind: .log, signer: key)
    }

    /// Nil when there is none.
    static func loadExisting(in directory: DataDirectory) throws -> NoteSigner? {
        guard let sealed = FileManager.default.contents(atPath: path(in: directory)) else { return nil }
        let key = try SigningKey(
            pkcs8: try unseal(Array(sealed), under: try WrappingKey.load(in: directory))
        )
        return try NoteSigner(name: origin, kind: .log, signer: key)
    }

    /// The sealed key, sealed again; nil when there is none yet, or when it is under the successor already.
    static func resealed(
        in directory: DataDirectory,
        from current: KeyEncryptionKey,
        to successor: KeyEncryptionKey
    ) throws -> [UInt8]? {
        guard let sealed = FileManager.default.contents(atPath: path(in: directory)).map(Array.init),
            (try? successor.unseal(sealed, for: context)) == nil
        else { return nil }
        return try successor.seal(try unseal(sealed, under: current), for: context)
    }

    static func replace(_ sealed: [UInt8], in directory: DataDirectory) throws {
        try DataDirectory.writePrivately(sealed, to: path(in: directory))
    }

    private static func path(in directory: DataDirectory) -> String { "\(directory.keys)/audit-log.key" }

    private static func unseal(_ sealed: [UInt8], under wrapping: KeyEncryptionKey) throws -> SecretBytes {
        do {
            return try wrapping.unseal(sealed, for: context)
        } catch let error as SigningError where error.code == .cannotUnseal {
            throw SettingFaults([
                "keys/audit-log.key does not open with this key-encryption key: give the one that it was sealed "
                    + "under, or, where a rotation was interrupted, run `assay key rotate` once more"
            ])
        }
    }
}
