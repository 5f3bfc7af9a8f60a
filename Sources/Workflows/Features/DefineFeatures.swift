package import Access
package import Catalog

/// Makes feature sets and their contracts, and says which contract a model version was trained on.
package struct DefineFeatures: Sendable {
    private let features: any FeatureStore
    private let catalog: any CatalogStore
    private let owners: FindOwners
    private let gate: Gate

    package init(
        features: any FeatureStore,
        catalog: any CatalogStore,
        owners: FindOwners,
        gate: Gate
    ) {
        self.features = features
        self.catalog = catalog
        self.owners = owners
        self.gate = gate
    }

    /// A set without contracts, owned by the named team; features may be defined by that team alone.
    package func createSet(
        name: String,
        ownerTeam: String,
        description: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<FeatureSet> {
        let team = try await owners.team(named: ownerTeam)
        let resource = Resource(.featureSet, name: name, teamID: team?.id)
        let grant = try gate.grant(actor, .featuresWrite, on: resource, request)
        var check = InputCheck()
        let checked = check.name("name", name)
        let description = check.text("description", description, 0...20_000)
        if team == nil { check.fault("owner_team", "names no team; ask an administrator to create it") }
        try check.finish()
        guard let checked, let team else { throw InvalidInput([]) }
        let draft = FeatureSetDraft(name: checked, ownerTeamID: team.id, description: description)
        return try await features.createFeatureSet(draft, under: grant)
    }

    /// A new contract; from then on every version trained on another promise is flagged.
    package func addContract(
        to name: ResourceName,
        _ asked: [FeatureRequest],
        description: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<FeatureContract> {
        let set = try await features.featureSet(named: name)
        let resource = Resource(.featureSet, name: name.text, teamID: set?.ownerTeamID)
        let grant = try gate.grant(actor, .featuresWrite, on: resource, request)
        guard set != nil else { throw StoreFault.notFound(what: "Feature set \(name)") }
        var check = InputCheck()
        let checked = check.features("features", asked)
        let description = check.text("description", description, 0...20_000)
        try check.finish()
        return try await features.createContract(of: name, checked, description: description, under: grant)
    }

    /// Lineage, so also for sealed versions; decided by the team that owns the model.
    package func nameContract(
        _ contract: Int,
        of featureSet: ResourceName,
        forVersion number: Int,
        of model: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ContractUse> {
        let found = try await catalog.model(named: model)
        let resource = Resource(.modelVersion, name: "\(model)/\(number)", teamID: found?.ownerTeamID)
        let grant = try gate.grant(actor, .lineageWrite, on: resource, request)
        guard found != nil else { throw StoreFault.notFound(what: "Model \(model)") }
        return try await features.nameContract(
            contract,
            of: featureSet,
            forVersion: number,
            of: model,
            under: grant
        )
    }
}
