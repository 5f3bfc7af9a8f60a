package import Access
package import Identifiers

/// Marks ids of datasets.
package enum DatasetEntity {}
package typealias DatasetID = Identifier<DatasetEntity>

/// A dataset that models are trained or evaluated on.
package struct Dataset: Hashable, Sendable, Codable {
    package var id: DatasetID
    package var name: ResourceName
    package var ownerTeamID: GroupID
    package var ownerTeamName: String
    package var description: String
    package var versionCount: Int
    package var createdAt: Instant
    package var createdBy: PrincipalID
    package var revision: Int64

    package init(
        id: DatasetID,
        name: ResourceName,
        ownerTeamID: GroupID,
        ownerTeamName: String,
        description: String,
        versionCount: Int,
        createdAt: Instant,
        createdBy: PrincipalID,
        revision: Int64
    ) {
        self.id = id
        self.name = name
        self.ownerTeamID = ownerTeamID
        self.ownerTeamName = ownerTeamName
        self.description = description
        self.versionCount = versionCount
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.revision = revision
    }
}

/// Marks ids of dataset versions.
package enum DatasetVersionEntity {}
package typealias DatasetVersionID = Identifier<DatasetVersionEntity>

/// One state of a dataset, named by a digest.
package struct DatasetVersion: Hashable, Sendable, Codable {
    /// Who vouches for the digest.
    package enum DigestOrigin: String, Hashable, Sendable, Codable, CaseIterable {
        /// Computed here over files that are in the store.
        case computed
        /// Said by the client; Assay has not seen the data.
        case claimed
    }

    package var id: DatasetVersionID
    package var datasetID: DatasetID
    package var datasetName: ResourceName
    package var number: Int
    package var digest: Digest
    package var digestOrigin: DigestOrigin
    /// The files the digest was computed over, in byte order of their paths; empty for a claim.
    package var files: [VersionFile]
    package var description: String
    package var createdAt: Instant
    package var createdBy: PrincipalID

    package init(
        id: DatasetVersionID,
        datasetID: DatasetID,
        datasetName: ResourceName,
        number: Int,
        digest: Digest,
        digestOrigin: DigestOrigin,
        files: [VersionFile],
        description: String,
        createdAt: Instant,
        createdBy: PrincipalID
    ) {
        self.id = id
        self.datasetID = datasetID
        self.datasetName = datasetName
        self.number = number
        self.digest = digest
        self.digestOrigin = digestOrigin
        self.files = files
        self.description = description
        self.createdAt = createdAt
        self.createdBy = createdBy
    }
}
