package import Access
package import Identifiers

/// Bytes kept by their SHA-256: written once, never changed.
package protocol ArtifactContentStore: Sendable {
    /// Begins an upload. Nothing is visible until `ContentUpload.commit`.
    ///
    /// - Parameter team: Whose key an encrypted store seals the content under; nil for contents of no team.
    func beginUpload(for team: GroupID?) async throws -> any ContentUpload
    /// The stored size, or nil when there is no such content.
    func sizeBytes(of digest: Digest) async throws -> Int64?
    /// Opens content for reading; throws `StoreFault.notFound` when it is not there.
    func open(_ digest: Digest) async throws -> any ContentReader
    /// The same for some of the bytes, which lie inside the content. They are checked before they are handed out.
    func open(_ digest: Digest, range: Range<Int64>) async throws -> any ContentReader
    /// Removes the content; an open reader ends well or with an error. Nothing happens when it is not there.
    func remove(_ digest: Digest) async throws
    /// At most `limit` contents written before `cutoff`, in an order of the store's own, after `digest` in that order.
    func digests(after digest: Digest?, writtenBefore cutoff: Instant, limit: Int) async throws -> [Digest]
    /// Removes what uploads of processes that are gone left behind before `cutoff`.
    func removeLeftovers(before cutoff: Instant) async throws
}

extension ArtifactContentStore {
    /// An upload of no team.
    package func beginUpload() async throws -> any ContentUpload {
        try await beginUpload(for: nil)
    }
}

/// One upload in progress. Dropping it without `commit` leaves nothing behind.
package protocol ContentUpload: Sendable {
    /// The digest and the number of the bytes written so far.
    var written: StoredContent { get async }
    /// Appends bytes; throws `StoreFault.storageFull` when the disk is full.
    func write(_ bytes: [UInt8]) async throws
    /// Flushes to the disk and makes the content visible under its digest, atomically. Content that is there already is kept.
    ///
    /// Throws `StoreFault.invalid` and keeps nothing when the digest is not the expected one.
    func commit(expecting digest: Digest?) async throws -> StoredContent
    /// Removes what was not committed; what was committed is named by now, or may be collected. To be called always.
    func end() async
}

/// Stored content being read from front to back.
package protocol ContentReader: Sendable {
    /// Of what is read, which is a part of the content when a range was asked for.
    var sizeBytes: Int64 { get }
    /// The next at most `bytesMax` bytes; empty at the end. The last piece throws when the content no longer matches its digest.
    func read(bytesMax: Int) async throws -> [UInt8]
}
