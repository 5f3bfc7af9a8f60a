import Glibc
import Identifiers

/// An open file descriptor, closed when the value goes.
struct OpenFile: ~Copyable {
    private let descriptor: Int32
    let path: String

    /// A new file that only this user may read; fails when the name is taken.
    init(creating path: String) throws(FileSystemFault) {
        try self.init(path, O_RDWR | O_CREAT | O_EXCL, operation: "create")
    }

    /// An existing file; a symbolic link is refused.
    init(reading path: String) throws(FileSystemFault) {
        try self.init(path, O_RDONLY, operation: "open")
    }

    /// A folder, for flushing its entries.
    init(directory path: String) throws(FileSystemFault) {
        try self.init(path, O_RDONLY | O_DIRECTORY, operation: "open")
    }

    private init(_ path: String, _ flags: Int32, operation: String) throws(FileSystemFault) {
        let descriptor = unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileSystemFault(operation, path) }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Writes all bytes, however many calls it takes.
    func write(_ bytes: [UInt8]) throws(FileSystemFault) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileSystemFault("write", path) }
            done += count
        }
    }

    /// At most `bytesMax` bytes from `offset` on; fewer only where the file ends.
    func read(at offset: Int64, bytesMax: Int) throws(FileSystemFault) -> [UInt8] {
        var failure: FileSystemFault?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: bytesMax) { buffer, filled in
            filled = 0
            while filled < bytesMax {
                let place = unsafe buffer.baseAddress?.advanced(by: filled)
                let count = unsafe pread(descriptor, place, bytesMax - filled, off_t(offset) + filled)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = FileSystemFault("read", path) }
                guard count > 0 else { return }
                filled += count
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Waits until everything is on the disk.
    func synchronize() throws(FileSystemFault) {
        guard fsync(descriptor) == 0 else { throw FileSystemFault("flush", path) }
    }

    /// Whether this process now holds the file's lock, which the system takes back when the process ends.
    func lockIfFree() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    func sizeBytes() throws(FileSystemFault) -> Int64 {
        Int64(try status().st_size)
    }

    func isFolder() throws(FileSystemFault) -> Bool {
        try status().st_mode & S_IFMT == S_IFDIR
    }

    func modifiedAt() throws(FileSystemFault) -> Instant {
        let time = try status().st_mtim
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// False when the name was removed while the file was open.
    func hasName() throws(FileSystemFault) -> Bool {
        try status().st_nlink > 0
    }

    /// What an unprivileged process could still write to this file system.
    func freeBytes() throws(FileSystemFault) -> Int64 {
        var figures = statvfs()
        guard unsafe fstatvfs(descriptor, &figures) == 0 else { throw FileSystemFault("measure", path) }
        let (bytes, overflow) = Int64(clamping: figures.f_bavail)
            .multipliedReportingOverflow(by: Int64(clamping: figures.f_frsize))
        return overflow ? .max : bytes
    }

    private func status() throws(FileSystemFault) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw FileSystemFault("inspect", path) }
        return status
    }
}
