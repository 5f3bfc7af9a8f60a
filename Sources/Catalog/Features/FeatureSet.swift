package import Access
package import Identifiers

/// Marks ids of feature sets.
package enum FeatureSetEntity {}
package typealias FeatureSetID = Identifier<FeatureSetEntity>

/// Features that one team computes and others train on.
package struct FeatureSet: Hashable, Sendable, Codable {
    package var id: FeatureSetID
    package var name: ResourceName
    package var ownerTeamID: GroupID
    package var ownerTeamName: String
    package var description: String
    /// Also the number of the newest contract; 0 before the first.
    package var contractCount: Int
    package var createdAt: Instant
    package var createdBy: PrincipalID

    package init(
        id: FeatureSetID,
        name: ResourceName,
        ownerTeamID: GroupID,
        ownerTeamName: String,
        description: String,
        contractCount: Int,
        createdAt: Instant,
        createdBy: PrincipalID
    ) {
        self.id = id
        self.name = name
        self.ownerTeamID = ownerTeamID
        self.ownerTeamName = ownerTeamName
        self.description = description
        self.contractCount = contractCount
        self.createdAt = createdAt
        self.createdBy = createdBy
    }
}

/// What is given to make a feature set.
package struct FeatureSetDraft: Hashable, Sendable {
    package var name: ResourceName
    package var ownerTeamID: GroupID
    package var description: String

    package init(name: ResourceName, ownerTeamID: GroupID, description: String) {
        self.name = name
        self.ownerTeamID = ownerTeamID
        self.description = description
    }
}
