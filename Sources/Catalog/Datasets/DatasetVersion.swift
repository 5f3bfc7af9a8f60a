package import Access
package import Identifiers

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
    /// What the dataset said when the version was made, whatever it says today.
    package var licence: Licence?
    package var sensitivity: Sensitivity
    package var facts: VersionFacts
    package var createdAt: Instant
    package var createdBy: PrincipalID
    /// The newest result of every check.
    package var checks: CheckSummary
    package var standing: DatasetStanding

    package init(
        id: DatasetVersionID,
        datasetID: DatasetID,
        datasetName: ResourceName,
        number: Int,
        digest: Digest,
        digestOrigin: DigestOrigin,
        files: [VersionFile],
        description: String,
        licence: Licence?,
        sensitivity: Sensitivity,
        facts: VersionFacts,
        createdAt: Instant,
        createdBy: PrincipalID,
        checks: CheckSummary,
        standing: DatasetStanding
    ) {
        self.id = id
        self.datasetID = datasetID
        self.datasetName = datasetName
        self.number = number
        self.digest = digest
        self.digestOrigin = digestOrigin
        self.files = files
        self.description = description
        self.licence = licence
        self.sensitivity = sensitivity
        self.facts = facts
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.checks = checks
        self.standing = standing
    }
}

/// What is known of a version's rows without their content. The schema itself is read apart: it can be large.
package struct VersionFacts: Hashable, Sendable, Codable {
    /// Nil while no schema was given.
    package var schemaDigest: Digest?
    package var columnCount: Int?
    /// As the client counted them.
    package var rowCount: Int64?
    /// Where the data lies, as the client said; never with credentials.
    package var sourceURI: SourceURI?

    package init(
        schemaDigest: Digest? = nil,
        columnCount: Int? = nil,
        rowCount: Int64? = nil,
        sourceURI: SourceURI? = nil
    ) {
        self.schemaDigest = schemaDigest
        self.columnCount = columnCount
        self.rowCount = rowCount
        self.sourceURI = sourceURI
    }
}
