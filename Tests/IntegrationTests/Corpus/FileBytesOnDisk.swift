import FoundationEssentials

/// Files that a test wrote itself.
enum FileBytesOnDisk {
    static func read(_ path: String) throws -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw Missing(path: path) }
        return Array(bytes)
    }

    struct Missing: Error {
        let path: String
    }
}
