package import Identifiers

/// Marks ids of claims.
package enum ContentClaimEntity {}
package typealias ContentClaimID = Identifier<ContentClaimEntity>

/// Protects contents between the moment they are stored and the moment something names them.
///
/// A claim is made before the content store decides whether it has the content already, and no collection runs while a
/// claim is being made. So a collection either sees the claim, or has removed the content before the store looks.
package protocol ContentClaims: Sendable {
    func claim(_ digest: Digest, at now: Instant) async throws -> ContentClaimID
    /// The content is named now, or never will be.
    func release(_ claim: ContentClaimID) async throws
}

/// Finds contents that nothing names.
package protocol ContentCollection: Sendable {
    /// Notes which contents nothing names since now, and forgets the note where something does again.
    func noteUnnamed(at now: Instant) async throws
    /// Forgets at most `limit` contents that nothing has named since before `limit`; `remove` takes them out of the store
    /// before anybody may claim them again. Gives back how many.
    func collect(
        unnamedBefore cutoff: Instant,
        limit: Int,
        remove: @Sendable (Digest) async throws -> Void
    ) async throws -> Int
    /// The same for these contents, however long they have been unnamed.
    func collect(_ digests: Set<Digest>, remove: @Sendable (Digest) async throws -> Void) async throws -> Int
    /// The same for what lies in the store without being on record, as after a crash.
    func collectUnrecorded(_ digests: Set<Digest>, remove: @Sendable (Digest) async throws -> Void)
        async throws
        -> Int
    /// Uploads in parts that were not completed in time; gives back how many.
    func dropUploads(expiredBefore now: Instant) async throws -> Int
    /// Claims of processes that have ended.
    func dropClaims(madeBefore cutoff: Instant) async throws -> Int
}
