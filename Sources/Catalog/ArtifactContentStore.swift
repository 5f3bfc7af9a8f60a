package import Identifiers

/// Bytes kept by their SHA-256: written once, never changed.
package protocol ArtifactContentStore: Sendable {
    /// Begins an upload. Nothing is visible until `UploadedContent.commit`.
    func beginUpload() async throws -> any ContentUpload
    /// The stored size, or nil when there is no such content.
    func sizeBytes(of digest: Digest) async throws -> Int64?
    /// Opens content for reading; throws `StoreFault.notFound` when it is not there.
    func open(_ digest: Digest) async throws -> any ContentReader
}

/// One upload in progress. Dropping it without `commit` leaves nothing behind.
package protocol ContentUpload: Sendable {
    /// Appends bytes; throws `StoreFault.storageFull` when the disk is full.
    func write(_ bytes: [UInt8]) async throws
    /// Flushes to the disk and makes the content visible under its digest, atomically. Content that is there already is kept.
    ///
    /// Throws `StoreFault.invalid` and keeps nothing when the digest is not the expected one.
    func commit(expecting digest: Digest?) async throws -> (digest: Digest, sizeBytes: Int64)
    /// Removes what was written.
    func abandon() async
}

/// Stored content being read from front to back.
package protocol ContentReader: Sendable {
    var sizeBytes: Int64 { get }
    /// The next at most `bytesMax` bytes; empty at the end. The last piece throws when the content no longer matches its digest.
    func read(bytesMax: Int) async throws -> [UInt8]
}
