import Access
import Catalog
import Identifiers
import Signing

/// Reads stored content once from front to back and checks the digest before it hands out the last piece.
actor FileReader: ContentReader {
    /// The largest piece, whatever is asked for.
    private static let pieceBytesMax = 4 << 20

    nonisolated let sizeBytes: Int64
    private let path: String
    private let digest: Digest
    private let queue: FileQueue
    private let slot: FileSlot
    private var file: OpenFile?
    private var hasher = SHA256Hasher()
    private var readBytes: Int64 = 0
    private var isVerified = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe queue.asUnownedSerialExecutor() }

    init(path: String, digest: Digest, sizeBytes: Int64, queue: FileQueue, slot: FileSlot) {
        self.path = path
        self.digest = digest
        self.sizeBytes = sizeBytes
        self.queue = queue
        self.slot = slot
    }

    func begin() throws {
        file = try OpenFile(reading: path)
    }

    func read(bytesMax: Int) throws -> [UInt8] {
        guard !isVerified else { return [] }
        let wanted = min(
            Int64(clamping: max(1, bytesMax)),
            Int64(Self.pieceBytesMax),
            max(1, sizeBytes - readBytes)
        )
        let piece = try nextPiece(bytesMax: Int(wanted))
        hasher.update(piece)
        readBytes += Int64(piece.count)
        if piece.isEmpty || readBytes == sizeBytes { try verify() }
        return piece
    }

    private func nextPiece(bytesMax: Int) throws -> [UInt8] {
        do throws(FileSystemFault) {
            return try file?.read(bytesMax: bytesMax) ?? []
        } catch {
            throw error.translated
        }
    }

    private func verify() throws {
        file = nil
        guard readBytes == sizeBytes, hasher.finalize() == digest else {
            throw ContentDamaged(digest: digest)
        }
        isVerified = true
    }
}
