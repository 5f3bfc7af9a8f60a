package import Access
package import Identifiers

/// Marks ids of model versions.
package enum ModelVersionEntity {}
package typealias ModelVersionID = Identifier<ModelVersionEntity>

/// One version of a model: files that may still be added while it is a draft, and never change once it is sealed.
package struct ModelVersion: Hashable, Sendable, Codable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft
        case sealed
    }

    package var id: ModelVersionID
    package var modelID: ModelID
    package var modelName: ResourceName
    /// Counts from 1; a number is never used twice.
    package var number: Int
    package var state: State
    package var lifecycle: Lifecycle
    package var description: String
    /// The SHA-256 of the canonical manifest (names, sizes, digests of all files): the version's identity. Set by sealing.
    package var manifestDigest: Digest?
    package var fileCount: Int
    package var sizeBytes: Int64
    package var createdAt: Instant
    package var createdBy: PrincipalID
    package var sealedAt: Instant?
    /// Where it was registered from; nil for a version whose files were uploaded to it.
    package var origin: VersionOrigin?
    package var updatedAt: Instant
    /// Set once it was deleted; everything known of it stays.
    package var deletedAt: Instant?
    package var revision: Int64

    package init(
        id: ModelVersionID,
        modelID: ModelID,
        modelName: ResourceName,
        number: Int,
        state: State,
        lifecycle: Lifecycle,
        description: String,
        manifestDigest: Digest?,
        fileCount: Int,
        sizeBytes: Int64,
        createdAt: Instant,
        createdBy: PrincipalID,
        sealedAt: Instant?,
        origin: VersionOrigin?,
        updatedAt: Instant,
        deletedAt: Instant?,
        revision: Int64
    ) {
        self.id = id
        self.modelID = modelID
        self.modelName = modelName
        self.number = number
        self.state = state
        self.lifecycle = lifecycle
        self.description = description
        self.manifestDigest = manifestDigest
        self.fileCount = fileCount
        self.sizeBytes = sizeBytes
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.sealedAt = sealedAt
        self.origin = origin
        self.updatedAt = updatedAt
        self.deletedAt = deletedAt
        self.revision = revision
    }
}

/// A file of a version: a name for content that the store keeps by digest.
package struct VersionFile: Hashable, Sendable, Codable {
    package var path: FilePath
    package var digest: Digest
    package var sizeBytes: Int64
    package var createdAt: Instant

    package init(path: FilePath, digest: Digest, sizeBytes: Int64, createdAt: Instant) {
        self.path = path
        self.digest = digest
        self.sizeBytes = sizeBytes
        self.createdAt = createdAt
    }
}
