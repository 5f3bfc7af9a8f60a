package import Identifiers

/// A model version's dependence on a dataset version.
package struct LineageEdge: Hashable, Sendable, Codable {
    package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        case training
        case validation
        case evaluation
    }

    package var modelName: ResourceName
    package var modelVersion: Int
    package var datasetName: ResourceName
    package var datasetVersion: Int
    package var datasetDigest: Digest
    package var digestOrigin: DatasetVersion.DigestOrigin
    package var standing: DatasetStanding
    package var role: Role
    package var createdAt: Instant

    package init(
        modelName: ResourceName,
        modelVersion: Int,
        datasetName: ResourceName,
        datasetVersion: Int,
        datasetDigest: Digest,
        digestOrigin: DatasetVersion.DigestOrigin,
        standing: DatasetStanding,
        role: Role,
        createdAt: Instant
    ) {
        self.modelName = modelName
        self.modelVersion = modelVersion
        self.datasetName = datasetName
        self.datasetVersion = datasetVersion
        self.datasetDigest = datasetDigest
        self.digestOrigin = digestOrigin
        self.standing = standing
        self.role = role
        self.createdAt = createdAt
    }
}
