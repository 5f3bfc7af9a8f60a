package import Access
package import Catalog
package import Identifiers

/// Contents as they are, in blobs named by their digests: `sha256/<2 hex digits>/<62 hex digits>`.
package struct PlainContents: ArtifactContentStore {
    private static let folder: StaticString = "sha256"

    private let blobs: any BlobStore
    private let indexes = FrameIndexes()

    package init(blobs: any BlobStore) {
        self.blobs = blobs
    }

    static func name(of digest: Digest) -> BlobName {
        BlobName(folder: folder, digest: digest)
    }

    package func beginUpload(for team: GroupID?) async throws -> any ContentUpload {
        PlainUpload(blob: try await blobs.beginBlob(), indexes: indexes)
    }

    package func sizeBytes(of digest: Digest) async throws -> Int64? {
        try await blobs.open(Self.name(of: digest))?.sizeBytes
    }

    package func open(_ digest: Digest) async throws -> any ContentReader {
        WholeReader(blob: try await blob(digest), digest: digest, indexes: indexes)
    }

    package func open(_ digest: Digest, range: Range<Int64>) async throws -> any ContentReader {
        let blob = try await blob(digest)
        guard range.lowerBound >= 0, range.upperBound <= blob.sizeBytes else {
            throw ContentDamaged(digest: digest)
        }
        let index = try await indexes.index(of: digest, in: blob)
        return RangeReader(frames: PlainFrames(blob: blob, index: index), range: range)
    }

    package func remove(_ digest: Digest) async throws {
        indexes.forget(digest)
        try await blobs.remove(Self.name(of: digest))
    }

    package func digests(after digest: Digest?, writtenBefore cutoff: Instant, limit: Int) async throws
        -> [Digest]
    {
        guard let folder = BlobName("\(Self.folder)") else { return [] }
        var after = digest.map(Self.name)
        var found: [Digest] = []
        while found.count < limit {
            let page = try await blobs.blobs(in: folder, after: after, limit: limit)
            found += page.filter { $0.writtenAt < cutoff }.compactMap { Digest(blobName: $0.name) }
            guard page.count == limit else { break }
            after = page.last?.name
        }
        return Array(found.prefix(limit))
    }

    package func removeLeftovers(before cutoff: Instant) async throws {
        try await blobs.removeLeftovers(before: cutoff)
    }

    private func blob(_ digest: Digest) async throws -> any BlobReader {
        guard let blob = try await blobs.open(Self.name(of: digest)) else {
            throw StoreFault.notFound(what: "The content \(digest.hex)")
        }
        return blob
    }
}

extension Digest {
    /// Of a name made of a folder, two and 62 digits, and perhaps more; nil for any other.
    init?(blobName: BlobName) {
        let parts = blobName.text.split(separator: "/")
        guard parts.count >= 3 else { return nil }
        self.init(hex: "\(parts[1])\(parts[2])")
    }
}
