import Catalog
import Identifiers
import Signing

/// Reads all of a content and checks the digest before it hands out the last piece.
actor HashedReader: ContentReader {
    nonisolated let sizeBytes: Int64
    private let reader: any ContentReader
    private let digest: Digest
    private var hasher = SHA256Hasher()
    private var readBytes: Int64 = 0

    init(reader: any ContentReader, digest: Digest) {
        self.reader = reader
        self.digest = digest
        sizeBytes = reader.sizeBytes
    }

    func read(bytesMax: Int) async throws -> [UInt8] {
        let piece = try await reader.read(bytesMax: bytesMax)
        guard !piece.isEmpty || sizeBytes == 0 else { return [] }
        hasher.update(piece)
        readBytes += Int64(piece.count)
        let soFar = hasher
        if readBytes >= sizeBytes, soFar.finalize() != digest { throw ContentDamaged(digest: digest) }
        return piece
    }
}
