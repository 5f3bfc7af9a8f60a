package import Access
package import Catalog
package import Identifiers

/// A content store whose uploads cannot be collected before something names them.
package struct GuardedContents: ArtifactContentStore {
    private let contents: any ArtifactContentStore
    private let claims: any ContentClaims
    private let clock: @Sendable () -> Instant

    package init(
        contents: any ArtifactContentStore,
        claims: any ContentClaims,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.contents = contents
        self.claims = claims
        self.clock = clock
    }

    package func beginUpload(for team: GroupID?) async throws -> any ContentUpload {
        GuardedUpload(upload: try await contents.beginUpload(for: team), claims: claims, clock: clock)
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
}

/// Claims the content before the store sees whether it has it already.
private actor GuardedUpload: ContentUpload {
    private let upload: any ContentUpload
    private let claims: any ContentClaims
    private let clock: @Sendable () -> Instant
    private var claim: ContentClaimID?

    init(upload: any ContentUpload, claims: any ContentClaims, clock: @escaping @Sendable () -> Instant) {
        self.upload = upload
        self.claims = claims
        self.clock = clock
    }

    var written: StoredContent {
        get async { await upload.written }
    }

    func write(_ bytes: [UInt8]) async throws {
        try await upload.write(bytes)
    }

    func commit(expecting digest: Digest?) async throws -> StoredContent {
        let content = await upload.written
        // The store refuses what is not as announced; that needs no claim.
        if digest == nil || digest == content.digest {
            claim = try await claims.claim(content.digest, at: clock())
        }
        return try await upload.commit(expecting: digest)
    }

    /// A claim that cannot be released now is forgotten after a while.
    func end() async {
        await upload.end()
        guard let claim = claim.take() else { return }
        let claims = claims
        // In a task of its own: a cancelled request releases its claim too.
        await Task { try? await claims.release(claim) }.value
    }
}
