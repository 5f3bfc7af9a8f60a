package import Identifiers

/// What search indexes follow: the chunks as they stand, and every change after a position, in commit order.
package protocol ChunkFeed: Sendable {
    /// Hands over all chunks in batches and returns the feed position they are true for.
    ///
    /// Vectors of another model than `modelDigest` are left out: they lie in a different space. Nil leaves out all.
    func load(
        modelDigest: Digest?,
        batchSize: Int,
        _ body: ([IndexChange]) async throws -> Void
    ) async throws -> Int64
    /// At most `limit` changes after `position`, and the position reached.
    func changes(
        after position: Int64,
        modelDigest: Digest?,
        limit: Int
    ) async throws -> (changes: [IndexChange], position: Int64)
    /// Yields whenever there may be something new; also after a lost connection, when nobody knows.
    func wakeUps() async throws -> AsyncStream<Void>
}
