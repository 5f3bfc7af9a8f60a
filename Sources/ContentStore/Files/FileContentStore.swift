package import Access
package import Catalog
package import Identifiers

/// Content in files below one folder, named by digest and not encrypted.
package final class FileContentStore: ArtifactContentStore {
    private let blobs: FileBlobStore
    private let contents: PlainContents

    /// Opens or makes the store; the parameters are those of `FileBlobStore`.
    package init(
        root: String,
        freeBytesMin: Int64 = 64 << 20,
        threadCount: Int = 4,
        openFilesMax: Int = 256
    ) async throws {
        blobs = try await FileBlobStore(
            root: root,
            freeBytesMin: freeBytesMin,
            threadCount: threadCount,
            openFilesMax: openFilesMax
        )
        contents = PlainContents(blobs: blobs)
    }

    package func beginUpload(for team: GroupID?) async throws -> any ContentUpload {
        try await contents.beginUpload(for: team)
    }

    package func sizeBytes(of digest: Digest) async throws -> Int64? {
        try await contents.sizeBytes(of: digest)
    }

    package func open(_ digest: Digest) async throws -> any ContentReader {
        try await contents.open(digest)
    }

    package func open(_ digest: Digest, range: Range<Int64>) async throws -> any ContentReader {
        try await contents.open(digest, range: range)
    }

    package func remove(_ digest: Digest) async throws {
        try await contents.remove(digest)
    }

    package func digests(after digest: Digest?, writtenBefore cutoff: Instant, limit: Int) async throws
        -> [Digest]
    {
        try await contents.digests(after: digest, writtenBefore: cutoff, limit: limit)
    }

    package func removeLeftovers(before cutoff: Instant) async throws {
        try await contents.removeLeftovers(before: cutoff)
    }

    /// Where the content lies, for readers that need a file of their own, such as an archive's.
    ///
    /// Nothing says that the file is there or sound; ask `sizeBytes(of:)` first. It must not be changed.
    package func path(of digest: Digest) -> String {
        blobs.path(of: PlainContents.name(of: digest))
    }
}
