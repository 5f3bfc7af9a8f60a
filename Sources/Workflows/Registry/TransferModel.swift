package import Access
package import Catalog

/// Gives a model to another team, another accountable person, or both; who had it before stays on record.
package struct TransferModel: Sendable {
    private let catalog: any CatalogStore
    private let owners: FindOwners
    private let gate: Gate

    package init(catalog: any CatalogStore, owners: FindOwners, gate: Gate) {
        self.catalog = catalog
        self.owners = owners
        self.gate = gate
    }

    package func callAsFunction(
        _ name: ResourceName,
        toTeam team: String?,
        accountable email: String?,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Model> {
        let model = try await catalog.model(named: name)
        let grant = try gate.grant(
            actor,
            .modelsTransfer,
            on: Resource(.model, named: name, of: model),
            request
        )
        guard model != nil else { throw StoreFault.notFound(what: "Model \(name)") }
        var check = InputCheck()
        var changes = ModelChanges()
        if let team {
            changes.ownerTeamID = try await owners.team(named: team)?.id
            if changes.ownerTeamID == nil { check.fault("owner_team", "names no team") }
        }
        if let email {
            changes.accountableID = try await owners.person(email: email)?.id
            if changes.accountableID == nil {
                check.fault("accountable", "must be the e-mail of an active person")
            }
        }
        if team == nil, email == nil { check.fault("owner_team", "or accountable must be given") }
        try check.finish()
        return try await catalog.updateModel(named: name, changes, expecting: revision, under: grant)
    }
}
