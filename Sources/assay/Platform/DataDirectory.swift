import FoundationEssentials

/// The folders under `--data-dir`.
struct DataDirectory: Sendable {
    let path: String

    var postgres: String { "\(path)/postgres" }
    var contents: String { "\(path)/contents" }
    var keys: String { "\(path)/keys" }
    var models: String { "\(path)/models" }
    var sampleTokens: String { "\(path)/sample-tokens.json" }

    /// Makes the folders. The top one lets others pass but not list: the database's account must reach its own.
    func create() throws {
        try Self.make(path, permissions: 0o711)
        try Self.make(contents, permissions: 0o700)
        try Self.make(keys, permissions: 0o700)
    }

    private static func make(_ folder: String, permissions: Int) throws {
        if FileManager.default.fileExists(atPath: folder) { return }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: permissions]
        )
    }

    /// Writes a file that only its owner reads, whole or not at all.
    static func writePrivately(_ bytes: [UInt8], to path: String, permissions: Int = 0o600) throws {
        let temporary = "\(path).new"
        try? FileManager.default.removeItem(atPath: temporary)
        guard
            FileManager.default.createFile(
                atPath: temporary,
                contents: Data(bytes),
                attributes: [.posixPermissions: permissions]
            )
        else { throw SettingFaults(["data-dir: \(path) cannot be written"]) }
        try FileManager.default.moveItem(atPath: temporary, toPath: path)
    }
}
