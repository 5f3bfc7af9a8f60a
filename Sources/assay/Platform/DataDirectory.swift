import FoundationEssentials
import Glibc

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

    /// Writes a file that only its owner reads, whole or not at all, in the place of one that is there; it is on the
    /// disk when this returns.
    static func writePrivately(_ bytes: [UInt8], to path: String, permissions: mode_t = 0o600) throws {
        let temporary = "\(path).new"
        let folder = "\(path.split(separator: "/").dropLast().joined(separator: "/"))"
        try? FileManager.default.removeItem(atPath: temporary)
        let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
        guard file >= 0 else { throw SettingFaults(["data-dir: \(path) cannot be written"]) }
        let isWritten =
            unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) } == bytes.count
        let isSynced = fsync(file) == 0
        close(file)
        guard isWritten, isSynced, unsafe rename(temporary, path) == 0 else {
            try? FileManager.default.removeItem(atPath: temporary)
            throw SettingFaults(["data-dir: \(path) cannot be written"])
        }
        sync(folder: path.hasPrefix("/") ? "/\(folder)" : folder.isEmpty ? "." : folder)
    }

    /// Puts what was renamed in the folder on the disk.
    static func sync(folder: String) {
        let directory = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { return }
        _ = fsync(directory)
        close(directory)
    }
}
