import FoundationEssentials
import Signing

/// The key-encryption key, under which all others are sealed at rest.
///
/// `ASSAY_KEK_FILE` puts it elsewhere, such as on a mounted secret.
enum WrappingKey {
    /// Where the key lies.
    struct Place {
        let file: String
        /// Whether the operator named the place; only then is a missing file a fault.
        let isNamed: Bool

        /// Where a rotation that has not ended keeps the new key.
        var successor: String { "\(file).next" }
    }

    static func place(in directory: DataDirectory) -> Place {
        if let named = ProcessInfo.processInfo.environment["ASSAY_KEK_FILE"] {
            return Place(file: named, isNamed: true)
        }
        return Place(file: "\(directory.keys)/key-encryption.key", isNamed: false)
    }

    /// Loads the key, or makes it when there is none and no place for it was named.
    static func load(in directory: DataDirectory) throws -> KeyEncryptionKey {
        let place = place(in: directory)
        if !place.isNamed, FileManager.default.fileExists(atPath: place.successor) {
            throw SettingFaults([
                "a rotation of the key-encryption key has not ended (\(place.successor) is there): "
                    + "run `assay key rotate` once more"
            ])
        }
        if let bytes = FileManager.default.contents(atPath: place.file) {
            return try KeyEncryptionKey(SecretBytes(Array(bytes)))
        }
        guard !place.isNamed else {
            throw SettingFaults(["ASSAY_KEK_FILE: there is no readable file at \(place.file)"])
        }
        let bytes = try SecureRandom.bytes(KeyEncryptionKey.byteCount)
        try DataDirectory.writePrivately(bytes, to: place.file, permissions: 0o400)
        return try KeyEncryptionKey(SecretBytes(bytes))
    }
}
