import FoundationEssentials
import Glibc
import Identifiers
import Signing

/// The two key files of a rotation: which is which, and how the new one takes the old one's place.
struct KeyFileRotation {
    let current: KeyEncryptionKey
    let successor: KeyEncryptionKey
    private let path: WrappingKey.Place
    private let successorPath: String
    private let now: Instant
    private let isMadeHere: Bool

    /// Makes the successor unless an earlier attempt, or the operator, has.
    init(in directory: DataDirectory, newKeyFile: String?, now: Instant) throws {
        path = WrappingKey.place(in: directory)
        self.now = now
        if path.isNamed, newKeyFile == nil {
            throw SettingFaults([
                "new-key-file: must be given, for ASSAY_KEK_FILE names where the key lies"
            ])
        }
        successorPath = newKeyFile ?? path.successor
        guard let bytes = FileManager.default.contents(atPath: path.file) else {
            throw SettingFaults(["there is no readable key-encryption key at \(path.file)"])
        }
        current = try KeyEncryptionKey(SecretBytes(Array(bytes)))
        if let bytes = FileManager.default.contents(atPath: successorPath) {
            successor = try KeyEncryptionKey(SecretBytes(Array(bytes)))
            isMadeHere = false
        } else {
            let bytes = try SecureRandom.bytes(KeyEncryptionKey.byteCount)
            try DataDirectory.writePrivately(bytes, to: successorPath, permissions: 0o400)
            successor = try KeyEncryptionKey(SecretBytes(bytes))
            isMadeHere = true
        }
    }

    /// After a refusal nothing is under the new key: one that was made for it goes.
    func abandon() {
        if isMadeHere { try? FileManager.default.removeItem(atPath: successorPath) }
    }

    /// Puts the new key where the server looks for it and says what is left to do.
    func finish() throws -> String {
        if path.isNamed {
            return """
                Start every server with ASSAY_KEK_FILE=\(successorPath) from now on.
                Backups made before need the former key, \(path.file): keep it as long as you keep them.

                """
        }
        let former = "\(path.file).until-\(now.rfc3339.filter { !":-".contains($0) }.prefix(15))Z"
        guard let bytes = FileManager.default.contents(atPath: path.file) else {
            throw SettingFaults(["there is no readable key-encryption key at \(path.file)"])
        }
        try DataDirectory.writePrivately(Array(bytes), to: former, permissions: 0o400)
        // One step: at every moment there is a key to start with.
        guard unsafe rename(successorPath, path.file) == 0 else {
            throw SettingFaults(["\(successorPath) cannot take the place of \(path.file)"])
        }
        return "Backups made before need the former key, \(former): keep it as long as you keep them.\n"
    }
}
