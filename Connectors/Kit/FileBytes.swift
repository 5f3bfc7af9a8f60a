import Glibc

/// A file opened for reading without following a link, so that nothing can be swapped in between check and
/// read.
struct FileBytes: ~Copyable {
    private static let blockBytes = 256 * 1024

    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: blockBytes)

    init?(_ path: String) {
        descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next bytes, empty at the end, nil when reading fails.
    mutating func next() -> ArraySlice<UInt8>? {
        let descriptor = descriptor
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
        }
        return count < 0 ? nil : buffer[..<count]
    }

    /// The whole file; nil when it cannot be read or holds more than `bytesMax` bytes.
    static func contents(of path: String, bytesMax: Int) -> [UInt8]? {
        guard var file = FileBytes(path) else { return nil }
        var bytes: [UInt8] = []
        while let block = file.next() {
            if block.isEmpty { return bytes }
            bytes.append(contentsOf: block)
            if bytes.count > bytesMax { return nil }
        }
        return nil
    }
}
