import Catalog
import Identifiers

/// Reads stored content once from front to back and checks the digest before it hands out the last piece.
actor WholeReader: ContentReader {
    nonisolated let sizeBytes: Int64
    private let blob: any BlobReader
    private let digest: Digest
    private let indexes: FrameIndexes
    private var hasher = FrameHasher()
    private var readBytes: Int64 = 0
    private var isVerified = false

    init(blob: any BlobReader, digest: Digest, indexes: FrameIndexes) {
        self.blob = blob
        self.digest = digest
        self.indexes = indexes
        sizeBytes = blob.sizeBytes
    }

    func read(bytesMax: Int) async throws -> [UInt8] {
        guard !isVerified else { return [] }
        let wanted = min(max(1, bytesMax), FrameHasher.frameBytes)
        let piece = try await blob.read(at: readBytes, byteCount: wanted)
        hasher.update(piece)
        readBytes += Int64(piece.count)
        if piece.isEmpty || readBytes >= sizeBytes { try verify() }
        return piece
    }

    private func verify() throws {
        guard hasher.content == StoredContent(digest: digest, sizeBytes: sizeBytes) else {
            throw ContentDamaged(digest: digest)
        }
        isVerified = true
        indexes.remember(hasher.index, of: digest)
    }
}
