package import Access
package import Identifiers

/// What archives of models are written from and read into.
package protocol ArchiveStore: Sendable {
    func archivedModel(_ name: ResourceName) async throws -> ArchivedModel?
    /// JSON with the model, tags, aliases, histories, cards, retirements and holds.
    func modelDocument(_ id: ModelID) async throws -> [UInt8]
    /// JSON with the version, its files, tags, history, lineage, datasets, cards, deployments and purge.
    func versionDocument(_ id: ModelVersionID) async throws -> [UInt8]
    /// JSON with the run, parameters, tags, latest metrics, inputs and outputs.
    func runDocument(_ id: RunID) async throws -> [UInt8]
    /// One piece of the run's metric history as JSON; nil after the last. Pieces count from 0.
    func metricDocument(_ id: RunID, piece: Int) async throws -> [UInt8]?
    /// Digests and sizes of the files of all versions, each once, in order after `digest`; at most 1,000.
    func archivedContents(of id: ModelID, after digest: Digest?) async throws -> [StoredContent]

    /// Makes the model with everything of it, or nothing. The contents are in the store by now.
    func importModel(_ imported: ModelImport, under grant: borrowing Grant) async throws -> Recorded<
        ModelOrigin
    >
    func origin(of model: ResourceName) async throws -> ModelOrigin?
    /// The claims of the origin in order of their paths; at most 100,000.
    func originMembers(of model: ResourceName) async throws -> [ArchiveMember]
}
