package import Access
package import Identifiers

/// Marks ids of imports.
package enum ImportEntity {}
package typealias ImportID = Identifier<ImportEntity>

/// One export being read into a source. It survives restarts: what is committed is not read again.
package struct ImportJob: Hashable, Sendable, Codable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case queued
        case reading
        case chunking
        case embedding
        case done
        case failed

        package var isOpen: Bool { self != .done && self != .failed }
    }

    package var id: ImportID
    package var sourceID: SourceID
    package var sourceName: String
    package var state: State
    /// The uploaded archive in the content store.
    package var contentDigest: Digest
    package var fileName: String
    package var options: ImportOptions
    /// Opaque to everyone but the connector that wrote it.
    package var checkpoint: [UInt8]?
    /// JSON of what was read, skipped and why; grows while the import runs.
    package var summary: [UInt8]?
    package var progressDone: Int64
    package var progressTotal: Int64
    /// How often it was begun or resumed.
    package var attempts: Int
    /// What went wrong, when it failed; safe to show.
    package var failure: String?
    package var createdAt: Instant
    package var createdBy: PrincipalID
    package var startedAt: Instant?
    package var finishedAt: Instant?

    package init(
        id: ImportID,
        sourceID: SourceID,
        sourceName: String,
        state: State,
        contentDigest: Digest,
        fileName: String,
        options: ImportOptions,
        checkpoint: [UInt8]?,
        summary: [UInt8]?,
        progressDone: Int64,
        progressTotal: Int64,
        attempts: Int,
        failure: String?,
        createdAt: Instant,
        createdBy: PrincipalID,
        startedAt: Instant?,
        finishedAt: Instant?
    ) {
        self.id = id
        self.sourceID = sourceID
        self.sourceName = sourceName
        self.state = state
        self.contentDigest = contentDigest
        self.fileName = fileName
        self.options = options
        self.checkpoint = checkpoint
        self.summary = summary
        self.progressDone = progressDone
        self.progressTotal = progressTotal
        self.attempts = attempts
        self.failure = failure
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}

/// What the one who imports decides.
package struct ImportOptions: Hashable, Sendable, Codable {
    /// Direct messages are left out unless this is said.
    package var includesDirectMessages: Bool
    /// Treats folders that no index file describes as public; they are private and seen by nobody otherwise.
    package var assumesPublicChannels: Bool
    /// When the export was made; an older one does not widen memberships. The time of the upload when nil.
    package var exportedAt: Instant?

    package init(
        includesDirectMessages: Bool = false,
        assumesPublicChannels: Bool = false,
        exportedAt: Instant? = nil
    ) {
        self.includesDirectMessages = includesDirectMessages
        self.assumesPublicChannels = assumesPublicChannels
        self.exportedAt = exportedAt
    }
}
