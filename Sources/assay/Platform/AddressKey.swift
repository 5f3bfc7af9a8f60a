import Access
import FoundationEssentials
import Signing

/// The key that signs addresses, in a file of its own. Whoever replaces it ends all addresses that were given out.
enum AddressKey {
    private static let byteCount = 32

    /// Loads the key, or makes it when there is none.
    static func load(in directory: DataDirectory) throws -> AddressSigner {
        let path = "\(directory.keys)/addresses.key"
        if let bytes = FileManager.default.contents(atPath: path) {
            guard bytes.count == byteCount else {
                throw SettingFaults([
                    "data-dir: \(path) must have \(byteCount) bytes; remove it to have a new key made"
                ])
            }
            return AddressSigner(key: SecretBytes(Array(bytes)))
        }
        let bytes = try SecureRandom.bytes(byteCount)
        try DataDirectory.writePrivately(bytes, to: path, permissions: 0o400)
        return AddressSigner(key: SecretBytes(bytes))
    }
}
