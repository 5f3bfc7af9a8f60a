import FoundationEssentials
import Signing

/// The key-encryption key, under which all others are sealed at rest.
///
/// `ASSAY_KEK_FILE` puts it elsewhere, such as on a mounted secret.
enum WrappingKey {
    /// Loads the key, or makes it when there is none and no place for it was named.
    static func load(in directory: DataDirectory) throws -> KeyEncryptionKey {
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
