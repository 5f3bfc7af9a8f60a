package import Access
package import Catalog

/// Puts a model on the inventory.
package struct RegisterModel: Sendable {
    private let catalog: any CatalogStore
    private let owners: FindOwners
    private let gate: Gate

    package init(catalog: any CatalogStore, owners: FindOwners, gate: Gate) {
        self.catalog = catalog
        self.owners = owners
        self.gate = gate
    }

    /// What a client says of a new model, with names where the catalog keeps ids.
    package struct Request: Sendable {
        package var name: String
        package var ownerTeam: String
        /// E-mail of the person who answers for the model.
        package var accountable: String
        package var purpose: String
        package var riskClass: RiskClass
        package var description: String
        package var intendedUse: String
        package var restrictions: String

        package init(
            name: String,
            ownerTeam: String,
            accountable: String,
            purpose: String,
            riskClass: RiskClass,
            description: String,
            intendedUse: String = "",
            restrictions: String = ""
        ) {
            self.name = name
            self.ownerTeam = ownerTeam
            self.accountable = accountable
            self.purpose = purpose
            self.riskClass = riskClass
            self.description = description
            self.intendedUse = intendedUse
            self.restrictions = restrictions
        }
    }

    package func callAsFunction(
        _ asked: Request,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Model> {
        let team = try await owners.team(named: asked.ownerTeam)
        // Permission first: who may not register learns nothing about people and teams from the faults.
        let grant = try gate.grant(
            actor,
            .modelsCreate,
            on: Resource(.model, name: asked.name, teamID: team?.id),
            request
        )
        var check = InputCheck()
        let name = check.name("name", asked.name)
        let purpose = check.text("purpose", asked.purpose, 1...4000)
        let description = check.text("description", asked.description, 0...20_000)
        let intendedUse = check.text("intended_use", asked.intendedUse, 0...8000)
        let restrictions = check.text("restrictions", asked.restrictions, 0...8000)
        check.riskClass("risk_class", asked.riskClass)
        if team == nil { check.fault("owner_team", "names no team; ask an administrator to create it") }
        let accountable = try await owners.person(email: asked.accountable)
        if accountable == nil { check.fault("accountable", "must be the e-mail of an active person") }
        try check.finish()
        guard let name, let team, let accountable else { throw InvalidInput([]) }
        let draft = ModelDraft(
            name: name,
            ownerTeamID: team.id,
            accountableID: accountable.id,
            purpose: purpose,
            riskClass: asked.riskClass,
            description: description,
            intendedUse: intendedUse,
            restrictions: restrictions,
            ownerNames: .init(team: team.name, accountable: accountable.displayName)
        )
        return try await catalog.createModel(draft, under: grant)
    }
}
