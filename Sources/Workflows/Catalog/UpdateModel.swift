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
        package var intendedUse: String?
        package var restrictions: String?

        package init(
            ownerTeam: String? = nil,
            accountable: String? = nil,
            purpose: String? = nil,
            riskClass: RiskClass? = nil,
            description: String? = nil,
            intendedUse: String? = nil,
            restrictions: String? = nil
        ) {
            self.ownerTeam = ownerTeam
            self.accountable = accountable
            self.purpose = purpose
            self.riskClass = riskClass
            self.description = description
            self.intendedUse = intendedUse
            self.restrictions = restrictions
        }

        var changesOwners: Bool { ownerTeam != nil || accountable != nil }
    }

    /// Other owners are a transfer, which needs its own permission and is written down as one.
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
            on: Resource(.model, named: name, of: model),
            request
        )
        if asked.changesOwners {
            try gate.check(actor, .modelsTransfer, on: Resource(.model, named: name, of: model))
        }
        guard model != nil else { throw StoreFault.notFound(what: "Model \(name)") }
        let changes = try await self.changes(asked)
        return try await catalog.updateModel(named: name, changes, expecting: revision, under: grant)
    }

    private func changes(_ asked: Request) async throws -> ModelChanges {
        var check = InputCheck()
        var changes = ModelChanges(riskClass: asked.riskClass)
        if let text = asked.purpose { changes.purpose = check.text("purpose", text, 1...4000) }
        if let text = asked.description { changes.description = check.text("description", text, 0...20_000) }
        if let text = asked.intendedUse { changes.intendedUse = check.text("intended_use", text, 0...8000) }
        if let text = asked.restrictions { changes.restrictions = check.text("restrictions", text, 0...8000) }
        if let riskClass = asked.riskClass { check.riskClass("risk_class", riskClass) }
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
