import Foundation

/// The folder where this person's client keeps what it must remember, readable by nobody else.
struct SettingsFolder: Sendable {
    private static let fileBytesMax = 4 << 20

    let path: String

    /// `$XDG_CONFIG_HOME/assay`, or `~/.config/assay`.
    init(environment: [String: String]) throws(CommandFailure) {
        if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") {
            path = base + "/assay"
        } else if let home = environment["HOME"], !home.isEmpty {
            path = home + "/.config/assay"
        } else {
            throw .usage("neither XDG_CONFIG_HOME nor HOME is set, so there is nowhere to keep a login")
        }
    }

    init(path: String) { self.path = path }

    /// Nil when the file is not there.
    func read<Value: Decodable>(_: Value.Type, from name: String) throws(CommandFailure) -> Value? {
        let file = filePath(name)
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        guard let data = try? Data(contentsOf: URL(filePath: file)), data.count <= Self.fileBytesMax,
            let value = try? JSONDecoder().decode(Value.self, from: data)
        else { throw .impossible("\(file) cannot be read; remove it to start afresh") }
        return value
    }

    /// Writes the file whole or not at all, with access for its owner only.
    func write(_ value: some Encodable, to name: String) throws(CommandFailure) {
        let file = filePath(name)
        do {
            try prepareFolder()
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let data = try encoder.encode(value)
            if !FileManager.default.fileExists(atPath: file) {
                _ = FileManager.default.createFile(
                    atPath: file,
                    contents: nil,
                    attributes: [.posixPermissions: 0o600]
                )
            }
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            try data.write(to: URL(filePath: file), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch { throw .impossible("\(file) cannot be written: \(error.localizedDescription)") }
    }

    func remove(_ name: String) throws(CommandFailure) {
        let file = filePath(name)
        guard FileManager.default.fileExists(atPath: file) else { return }
        do { try FileManager.default.removeItem(atPath: file) } catch {
            throw .impossible("\(file) cannot be removed: \(error.localizedDescription)")
        }
    }

    func filePath(_ name: String) -> String { "\(path)/\(name)" }

    /// The folder itself keeps others out, also in the moment before a new file has its permissions.
    private func prepareFolder() throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }
}
