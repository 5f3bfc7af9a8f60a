package import Access

/// What is given to register a model.
package struct ModelDraft: Hashable, Sendable, Codable {
    package var name: ResourceName
    package var ownerTeamID: GroupID
    package var accountableID: PrincipalID
    package var purpose: String
    package var riskClass: RiskClass
    package var description: String

    package init(
        name: ResourceName,
        ownerTeamID: GroupID,
        accountableID: PrincipalID,
        purpose: String,
        riskClass: RiskClass,
        description: String
    ) {
        self.name = name
        self.ownerTeamID = ownerTeamID
        self.accountableID = accountableID
        self.purpose = purpose
        self.riskClass = riskClass
        self.description = description
    }
}

/// What is to change of a model; nil leaves a field as it is. A name never changes.
package struct ModelChanges: Hashable, Sendable, Codable {
    package var ownerTeamID: GroupID?
    package var accountableID: PrincipalID?
    package var purpose: String?
    package var riskClass: RiskClass?
    package var description: String?

    package init(
        ownerTeamID: GroupID? = nil,
        accountableID: PrincipalID? = nil,
        purpose: String? = nil,
        riskClass: RiskClass? = nil,
        description: String? = nil
    ) {
        self.ownerTeamID = ownerTeamID
        self.accountableID = accountableID
        self.purpose = purpose
        self.riskClass = riskClass
        self.description = description
    }
}
