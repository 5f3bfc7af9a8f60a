package import Access
package import Identifiers

/// Where sources, imports, messages and chunks are kept.
///
/// Methods without a grant carry out an import that a grant allowed when it was queued; its completion is granted and
/// audited again.
package protocol CorpusStore: ChunkVectorStore {
    func source(named name: String) async throws -> Source?
    func sources(page: PageRequest) async throws -> Page<Source>
    func createSource(_ draft: SourceDraft, under grant: borrowing Grant) async throws -> Recorded<Source>
    /// Links a vendor's person to a principal, over whatever the e-mail says; nil removes the link.
    func mapPerson(
        _ nativeID: String,
        ofSource name: String,
        to principal: PrincipalID?,
        under grant: borrowing Grant
    ) async throws -> Recorded<PersonMapping>

    func createImport(_ draft: ImportDraft, under grant: borrowing Grant) async throws -> Recorded<ImportJob>
    func importJob(_ id: ImportID) async throws -> ImportJob?
    func imports(ofSource name: String, page: PageRequest) async throws -> Page<ImportJob>
    /// Runs `body` while no other server runs its own; waits for the lease. Throws when the lease is lost on the way.
    func holdingImportLease(_ body: () async throws -> Void) async throws
    /// The oldest open import, or nil. Asked by the holder of the import lease.
    func nextOpenImport() async throws -> ImportJob?
    func setState(_ state: ImportJob.State, of id: ImportID, at now: Instant) async throws
    func setProgress(_ done: Int64, of total: Int64, in id: ImportID) async throws
    /// Counts an attempt; returns the number so far.
    func beginAttempt(of id: ImportID, at now: Instant) async throws -> Int
    /// Writes records and the new checkpoint in one transaction: either both are there or neither.
    func apply(_ batch: CorpusBatch, to id: ImportID) async throws -> CorpusBatchOutcome
    func finishImport(_ id: ImportID, summary: [UInt8], under grant: borrowing Grant) async throws
        -> Recorded<ImportJob>
    func failImport(_ id: ImportID, because reason: String, at now: Instant) async throws

    func containersNeedingChunks(ofSource id: SourceID) async throws -> [ChunkedContainer]
    /// All messages of a container in time order, handed over in batches.
    func eachMessage(
        inContainer id: Int64,
        batchSize: Int,
        _ body: ([StoredMessage]) async throws -> Void
    ) async throws
    /// Makes `chunks` the chunks of the container: unchanged ones keep their vectors, vanished ones go.
    func replaceChunks(inContainer id: Int64, with chunks: [PreparedChunk]) async throws -> ChunkReplacement
}

/// A link from a vendor's person to a principal.
package struct PersonMapping: Hashable, Sendable, Codable {
    package var sourceName: String
    package var nativeID: String
    package var principalID: PrincipalID?

    package init(sourceName: String, nativeID: String, principalID: PrincipalID?) {
        self.sourceName = sourceName
        self.nativeID = nativeID
        self.principalID = principalID
    }
}

/// What is given to queue an import.
package struct ImportDraft: Hashable, Sendable, Codable {
    package var sourceName: String
    package var contentDigest: Digest
    package var contentSizeBytes: Int64
    package var fileName: String
    package var options: ImportOptions

    package init(
        sourceName: String,
        contentDigest: Digest,
        contentSizeBytes: Int64,
        fileName: String,
        options: ImportOptions
    ) {
        self.sourceName = sourceName
        self.contentDigest = contentDigest
        self.contentSizeBytes = contentSizeBytes
        self.fileName = fileName
        self.options = options
    }
}

/// Records of one step of an import and the position reached with them.
package struct CorpusBatch: Sendable {
    package var people: [ExportedPerson]
    package var containers: [ExportedContainer]
    package var messages: [ExportedMessage]
    package var deletions: [ExportedDeletion]
    /// When the memberships were true.
    package var membersAsOf: Instant
    package var checkpoint: [UInt8]
    /// What is stored as the import's summary, made from what the batch did; called inside the transaction.
    package var summary: @Sendable (CorpusBatchOutcome) throws -> [UInt8]
    package var progressDone: Int64
    package var progressTotal: Int64

    package init(
        people: [ExportedPerson],
        containers: [ExportedContainer],
        messages: [ExportedMessage],
        deletions: [ExportedDeletion],
        membersAsOf: Instant,
        checkpoint: [UInt8],
        summary: @escaping @Sendable (CorpusBatchOutcome) throws -> [UInt8],
        progressDone: Int64,
        progressTotal: Int64
    ) {
        self.people = people
        self.containers = containers
        self.messages = messages
        self.deletions = deletions
        self.membersAsOf = membersAsOf
        self.checkpoint = checkpoint
        self.summary = summary
        self.progressDone = progressDone
        self.progressTotal = progressTotal
    }
}

/// What a batch did to the store.
package struct CorpusBatchOutcome: Hashable, Sendable {
    package var added: Int
    /// Edited messages whose edit is newer than what was stored.
    package var changed: Int
    package var unchanged: Int
    package var deleted: Int

    package init(added: Int = 0, changed: Int = 0, unchanged: Int = 0, deleted: Int = 0) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
        self.deleted = deleted
    }
}

/// A chunk with what is stored beside it.
package struct PreparedChunk: Hashable, Sendable {
    package var chunk: Chunk
    /// Over header, text and the message ids of the spans.
    package var contentDigest: Digest
    /// The encoded term vector that the search index reads.
    package var terms: [UInt8]

    package init(chunk: Chunk, contentDigest: Digest, terms: [UInt8]) {
        self.chunk = chunk
        self.contentDigest = contentDigest
        self.terms = terms
    }
}

/// What replacing a container's chunks came to.
package struct ChunkReplacement: Hashable, Sendable {
    package var added: Int
    package var kept: Int
    package var removed: Int

    package init(added: Int, kept: Int, removed: Int) {
        self.added = added
        self.kept = kept
        self.removed = removed
    }
}

/// A chunk that waits for its vector.
package struct UnembeddedChunk: Hashable, Sendable {
    package var id: Int64
    package var indexedText: String

    package init(id: Int64, indexedText: String) {
        self.id = id
        self.indexedText = indexedText
    }
}
