package import Access
package import Identifiers

/// Marks ids of models.
package enum ModelEntity {}
package typealias ModelID = Identifier<ModelEntity>

/// A model as the inventory knows it: what it is for, who answers for it, how much harm it can do.
package struct Model: Hashable, Sendable, Codable {
    package var id: ModelID
    package var name: ResourceName
    package var ownerTeamID: GroupID
    package var ownerTeamName: String
    package var accountableID: PrincipalID
    package var accountableName: String
    package var purpose: String
    package var riskClass: RiskClass
    package var description: String
    /// What it may be used for, and what not, in words.
    package var intendedUse: String
    package var restrictions: String
    package var versionCount: Int
    package var createdAt: Instant
    package var createdBy: PrincipalID
    package var updatedAt: Instant
    /// Set once it was deleted: it keeps its versions and history, and its name is free again.
    package var deletedAt: Instant?
    package var revision: Int64

    package init(
        id: ModelID,
        name: ResourceName,
        ownerTeamID: GroupID,
        ownerTeamName: String,
        accountableID: PrincipalID,
        accountableName: String,
        purpose: String,
        riskClass: RiskClass,
        description: String,
        intendedUse: String = "",
        restrictions: String = "",
        versionCount: Int,
        createdAt: Instant,
        createdBy: PrincipalID,
        updatedAt: Instant,
        deletedAt: Instant? = nil,
        revision: Int64
    ) {
        self.id = id
        self.name = name
        self.ownerTeamID = ownerTeamID
        self.ownerTeamName = ownerTeamName
        self.accountableID = accountableID
        self.accountableName = accountableName
        self.purpose = purpose
        self.riskClass = riskClass
        self.description = description
        self.intendedUse = intendedUse
        self.restrictions = restrictions
        self.versionCount = versionCount
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.updatedAt = updatedAt
        self.deletedAt = deletedAt
        self.revision = revision
    }
}
