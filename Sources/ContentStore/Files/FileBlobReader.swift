import Catalog

/// An open file. It stays readable when its name is removed meanwhile.
actor FileBlobReader: BlobReader {
    /// The largest piece, whatever is asked for.
    private static let pieceBytesMax = 8 << 20

    nonisolated let sizeBytes: Int64
    private let queue: FileQueue
    private let slot: FileSlot
    private let file: OpenFile

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe queue.asUnownedSerialExecutor() }

    init(file: consuming OpenFile, sizeBytes: Int64, queue: FileQueue, slot: FileSlot) {
        self.file = file
        self.sizeBytes = sizeBytes
        self.queue = queue
        self.slot = slot
    }

    func read(at offset: Int64, byteCount: Int) throws -> [UInt8] {
        do throws(FileSystemFault) {
            return try file.read(at: offset, bytesMax: min(byteCount, Self.pieceBytesMax))
        } catch {
            throw error.translated
        }
    }
}
