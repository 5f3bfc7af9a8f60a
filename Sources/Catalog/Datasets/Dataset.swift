package import Access
package import Identifiers

/// Marks ids of datasets.
package enum DatasetEntity {}
package typealias DatasetID = Identifier<DatasetEntity>

/// A dataset that models are trained or evaluated on: what it is for, who answers for it, what may be done with it.
package struct Dataset: Hashable, Sendable, Codable {
    package var id: DatasetID
    package var name: ResourceName
    package var ownerTeamID: GroupID
    package var ownerTeamName: String
    /// Nil when nobody was named: a program that registers a dataset cannot answer for it.
    package var accountableID: PrincipalID?
    package var accountableName: String?
    package var purpose: String
    package var description: String
    package var licence: Licence?
    package var sensitivity: Sensitivity
    /// Where the data may be kept, in order; empty when nothing was said.
    package var residency: [Territory]
    package var retention: RetentionRule?
    package var versionCount: Int
    package var createdAt: Instant
    package var createdBy: PrincipalID
    package var updatedAt: Instant
    package var revision: Int64

    package init(
        id: DatasetID,
        name: ResourceName,
        ownerTeamID: GroupID,
        ownerTeamName: String,
        accountableID: PrincipalID?,
        accountableName: String?,
        purpose: String,
        description: String,
        licence: Licence?,
        sensitivity: Sensitivity,
        residency: [Territory],
        retention: RetentionRule?,
        versionCount: Int,
        createdAt: Instant,
        createdBy: PrincipalID,
        updatedAt: Instant,
        revision: Int64
    ) {
        self.id = id
        self.name = name
        self.ownerTeamID = ownerTeamID
        self.ownerTeamName = ownerTeamName
        self.accountableID = accountableID
        self.accountableName = accountableName
        self.purpose = purpose
        self.description = description
        self.licence = licence
        self.sensitivity = sensitivity
        self.residency = residency
        self.retention = retention
        self.versionCount = versionCount
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.updatedAt = updatedAt
        self.revision = revision
    }
}
