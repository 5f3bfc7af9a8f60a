package import Catalog
package import Identifiers

/// Removes contents that nothing names any more, and what broken uploads left behind.
///
/// A content goes when nothing has named it for a whole period of grace; claims keep what an upload is about to name.
package struct CollectContents: Sendable {
    /// How long a content stays after the last thing that named it is gone.
    package static let graceSeconds = 86_400.0
    /// How long a claim counts; its upload has been named by then, or has failed.
    private static let claimSeconds = 86_400.0
    /// Uploads wait while a batch is removed, so it is small.
    private static let batchMax = 64
    private static let listingMax = 1_000

    /// What one round removed.
    package struct Report: Hashable, Sendable {
        package var contentCount = 0
        package var strayCount = 0
        package var uploadCount = 0

        package var isEmpty: Bool { contentCount == 0 && strayCount == 0 && uploadCount == 0 }
    }

    private let contents: any ArtifactContentStore
    private let collection: any ContentCollection
    private let graceSeconds: Double

    package init(
        contents: any ArtifactContentStore,
        collection: any ContentCollection,
        graceSeconds: Double = CollectContents.graceSeconds
    ) {
        self.contents = contents
        self.collection = collection
        self.graceSeconds = graceSeconds
    }

    /// One round at the given time. May run beside uploads, downloads and other rounds.
    package func callAsFunction(at now: Instant) async throws -> Report {
        var report = Report()
        let cutoff = now.advanced(bySeconds: -graceSeconds)
        report.uploadCount = try await collection.dropUploads(expiredBefore: now)
        _ = try await collection.dropClaims(madeBefore: now.advanced(bySeconds: -Self.claimSeconds))
        try await collection.noteUnnamed(at: now)
        report.contentCount = try await removeUnnamed(before: cutoff)
        report.strayCount = try await removeStrays(before: cutoff)
        try await contents.removeLeftovers(before: cutoff)
        return report
    }

    /// Removes those of the contents that nothing names now, without waiting: the parts of a completed upload.
    package func callAsFunction(_ digests: Set<Digest>) async throws {
        let contents = contents
        _ = try await collection.collect(digests) { try await contents.remove($0) }
    }

    private func removeUnnamed(before cutoff: Instant) async throws -> Int {
        let contents = contents
        var count = 0
        while true {
            let removed = try await collection.collect(unnamedBefore: cutoff, limit: Self.batchMax) {
                try await contents.remove($0)
            }
            count += removed
            if removed < Self.batchMax { return count }
        }
    }

    /// Contents of uploads that ended between the store and the record.
    private func removeStrays(before cutoff: Instant) async throws -> Int {
        let contents = contents
        var count = 0
        var last: Digest?
        while true {
            let page = try await contents.digests(
                after: last,
                writtenBefore: cutoff,
                limit: Self.listingMax
            )
            for start in stride(from: 0, to: page.count, by: Self.batchMax) {
                let batch = Set(page[start..<min(start + Self.batchMax, page.count)])
                count += try await collection.collectUnrecorded(batch) { try await contents.remove($0) }
            }
            guard page.count == Self.listingMax else { return count }
            last = page.last
        }
    }
}
