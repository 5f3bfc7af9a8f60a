package import Access

/// What is given to register a model.
package struct ModelDraft: Hashable, Sendable, Codable {
    package var name: ResourceName
    package var ownerTeamID: GroupID
    package var accountableID: PrincipalID
    package var purpose: String
    package var riskClass: RiskClass
    package var description: String
    package var intendedUse: String
    package var restrictions: String
    package var tags: [RegistryTag]
    /// What the team and the person are called, when whoever drafts has just read it; nil: the store looks it up.
    package var ownerNames: OwnerNames?

    package struct OwnerNames: Hashable, Sendable, Codable {
        package var team: String
        package var accountable: String

        package init(team: String, accountable: String) {
            self.team = team
            self.accountable = accountable
        }
    }

    package init(
        name: ResourceName,
        ownerTeamID: GroupID,
        accountableID: PrincipalID,
        purpose: String,
        riskClass: RiskClass,
        description: String,
        intendedUse: String = "",
        restrictions: String = "",
        tags: [RegistryTag] = [],
        ownerNames: OwnerNames? = nil
    ) {
        self.name = name
        self.ownerTeamID = ownerTeamID
        self.accountableID = accountableID
        self.purpose = purpose
        self.riskClass = riskClass
        self.description = description
        self.intendedUse = intendedUse
        self.restrictions = restrictions
        self.tags = tags
        self.ownerNames = ownerNames
    }
}

/// What is to change of a model; nil leaves a field as it is.
package struct ModelChanges: Hashable, Sendable, Codable {
    package var ownerTeamID: GroupID?
    package var accountableID: PrincipalID?
    package var purpose: String?
    package var riskClass: RiskClass?
    package var description: String?
    package var intendedUse: String?
    package var restrictions: String?

    package init(
        ownerTeamID: GroupID? = nil,
        accountableID: PrincipalID? = nil,
        purpose: String? = nil,
        riskClass: RiskClass? = nil,
        description: String? = nil,
        intendedUse: String? = nil,
        restrictions: String? = nil
    ) {
        self.ownerTeamID = ownerTeamID
        self.accountableID = accountableID
        self.purpose = purpose
        self.riskClass = riskClass
        self.description = description
        self.intendedUse = intendedUse
        self.restrictions = restrictions
    }
}
