import Access
import Catalog
import Identifiers

/// Streams bytes into the content store: all of them, matching what was announced, or nothing.
struct StreamContent: Sendable {
    /// The largest single file: larger models come in shards.
    static let bytesMax: Int64 = 256 << 30

    let contents: any ArtifactContentStore

    func callAsFunction<Body: AsyncSequence & Sendable>(
        _ body: Body,
        announcedDigest: Digest?,
        announcedBytes: Int64?
    ) async throws -> (digest: Digest, sizeBytes: Int64) where Body.Element == [UInt8] {
        let upload = try await contents.beginUpload()
        do {
            var received: Int64 = 0
            for try await piece in body {
                received += Int64(piece.count)
                if received > announcedBytes ?? Self.bytesMax { break }
                try await upload.write(piece)
            }
            if received > Self.bytesMax {
                throw InvalidInput("body", "must have at most \(Self.bytesMax) bytes")
            }
            if let announcedBytes, received != announcedBytes {
                throw InvalidInput(
                    "body",
                    "has \(received) bytes or more where \(announcedBytes) were announced"
                )
            }
            let stored = try await upload.commit(expecting: announcedDigest)
            return stored
        } catch {
            await upload.abandon()
            throw error
        }
    }
}
