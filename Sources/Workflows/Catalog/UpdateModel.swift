package import Access
package import Catalog

/// Changes what the inventory says of a model.
package struct UpdateModel: Sendable {
    private let catalog: any CatalogStore
    private let owners: FindOwners
    private let gate: Gate

    package init(catalog: any CatalogStore, owners: FindOwners, gate: Gate) {
        self.catalog = catalog
        self.owners = owners
        self.gate = gate
    }

    /// What a client wants changed; nil leaves a field as it is.
    package struct Request: Sendable {
        package var ownerTeam: String?
        package var accountable: String?
        package var purpose: String?
        package var riskClass: RiskClass?
        package var description: String?

        package init(
            ownerTeam: String? = nil,
            accountable: String? = nil,
            purpose: String? = nil,
            riskClass: RiskClass? = nil,
            description: String? = nil
        ) {
            self.ownerTeam = ownerTeam
            self.accountable = accountable
            self.purpose = purpose
            self.riskClass = riskClass
            self.description = description
        }
    }

    package func callAsFunction(
        _ name: ResourceName,
        _ asked: Request,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Model> {
        let model = try await catalog.model(named: name)
        let grant = try gate.grant(
            actor,
            .modelsUpdate,
            on: Resource(.model, name: name.text, teamID: model?.ownerTeamID),
            request
        )
        guard model != nil else { throw StoreFault.notFound(what: "Model \(name)") }
        let changes = try await self.changes(asked)
        return try await catalog.updateModel(named: name, changes, expecting: revision, under: grant)
    }

    private func changes(_ asked: Request) async throws -> ModelChanges {
        var check = InputCheck()
        var changes = ModelChanges(riskClass: asked.riskClass)
        if let text = asked.purpose { changes.purpose = check.text("purpose", text, 1...4000) }
        if let text = asked.description { changes.description = check.text("description", text, 0...20_000) }
        if let name = asked.ownerTeam {
            changes.ownerTeamID = try await owners.team(named: name)?.id
            if changes.ownerTeamID == nil { check.fault("owner_team", "names no team") }
        }
        if let email = asked.accountable {
            changes.accountableID = try await owners.person(email: email)?.id
            if changes.accountableID == nil {
                check.fault("accountable", "must be the e-mail of an active person")
            }
        }
        try check.finish()
        return changes
    }
}
