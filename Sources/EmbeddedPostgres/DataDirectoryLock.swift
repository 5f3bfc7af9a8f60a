import Glibc

/// The right to run a server on one data directory; held until released or until the process ends.
///
/// It is an flock(2), so a killed process never leaves it behind; the file's text is the holder's pid.
final class DataDirectoryLock: Sendable {
    private let descriptor: Int32

    init(path: String, directory: String) throws {
        let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard opened >= 0 else {
            throw EmbeddedPostgresError.fileSystem(operation: "open", path: path, reason: SystemError.text())
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(opened) }
            throw EmbeddedPostgresError.dataDirectoryInUse(path: directory, holder: Self.readHolder(opened))
        }
        descriptor = opened
        writeHolder()
    }

    deinit { close(descriptor) }

    func release() {
        flock(descriptor, LOCK_UN)
    }

    private func writeHolder() {
        let text = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        _ = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    private static func readHolder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = unsafe bytes.withUnsafeMutableBytes {
            unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
        }
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count), as: UTF8.self).prefix { $0.isNumber })
    }
}
