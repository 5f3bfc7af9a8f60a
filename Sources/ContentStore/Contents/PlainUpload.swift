import Access
import Catalog
import Identifiers

/// One upload: hashed here while it is written elsewhere.
actor PlainUpload: ContentUpload {
    private let blob: any BlobUpload
    private let indexes: FrameIndexes
    private var hasher = FrameHasher()

    init(blob: any BlobUpload, indexes: FrameIndexes) {
        self.blob = blob
        self.indexes = indexes
    }

    var written: StoredContent { hasher.content }

    func write(_ bytes: [UInt8]) async throws {
        async let isWritten: Void = blob.write(bytes)
        hasher.update(bytes)
        try await isWritten
    }

    func commit(expecting expected: Digest?) async throws -> StoredContent {
        let content = hasher.content
        do {
            try content.check(expected)
            try await blob.publish(as: PlainContents.name(of: content.digest))
        } catch {
            await blob.end()
            throw error
        }
        indexes.remember(hasher.index, of: content.digest)
        return content
    }

    func end() async {
        await blob.end()
    }
}

extension StoredContent {
    /// Throws when the digest is not the one that was announced.
    func check(_ expected: Digest?) throws(StoreFault) {
        guard let expected, expected != digest else { return }
        throw .invalid(
            field: "digest",
            detail: "the content that came has the SHA-256 \(digest.hex), not \(expected.hex)."
        )
    }
}
