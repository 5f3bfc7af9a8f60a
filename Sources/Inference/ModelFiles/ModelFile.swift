internal import Glibc

/// A model file's bytes, read once into memory of this process.
///
/// Not a mapping of the file: whoever may write the file could change a mapping after its digest was
/// checked, and cutting the file short would stop the program. What is hashed here is what is used.
package struct ModelFile: Sendable {
    /// The name without its folder, for errors.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Reads a whole regular file of at most `bytesMax` bytes.
    package init(path: String, bytesMax: Int) throws(ModelFileError) {
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        func failure(_ problem: ModelFileError.Problem) -> ModelFileError {
            ModelFileError(file: name, field: "", problem: problem)
        }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno == ENOENT ? .missing : .unreadable) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw failure(.unreadable)
        }
        let size = Int(status.st_size)
        guard size <= bytesMax else { throw failure(.tooLarge(bytesMax: bytesMax)) }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            unsafe count = Self.fill(buffer, from: descriptor)
        }
        guard bytes.count == size else { throw failure(.truncated) }
        var after = stat()
        guard unsafe fstat(descriptor, &after) == 0, Self.isUnchanged(status, after) else {
            throw failure(.changed)
        }
        self.init(name: name, bytes: bytes)
    }

    /// A writer that keeps size and times is found by the digest, which is taken of the bytes read.
    private static func isUnchanged(_ before: stat, _ after: stat) -> Bool {
        before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec
            && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec
            && before.st_ctim.tv_sec == after.st_ctim.tv_sec
            && before.st_ctim.tv_nsec == after.st_ctim.tv_nsec
    }

    /// Reads until the buffer is full or the file ends; returns the bytes read.
    private static func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>, from descriptor: Int32) -> Int {
        var filled = 0
        while filled < buffer.count, let base = buffer.baseAddress {
            let count = unsafe read(descriptor, base + filled, buffer.count - filled)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            filled += count
        }
        return filled
    }
}
