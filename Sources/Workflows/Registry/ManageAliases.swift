package import Access
package import Catalog

/// Moves aliases: protected ones through the promotion gate, the others by the owning team.
package struct ManageAliases: Sendable {
    private let catalog: any CatalogStore
    private let registry: any RegistryStore
    private let promotions: any PromotionGate
    private let protected: ProtectedAliases
    private let gate: Gate

    package init(
        catalog: any CatalogStore,
        registry: any RegistryStore,
        promotions: any PromotionGate,
        protected: ProtectedAliases,
        gate: Gate
    ) {
        self.catalog = catalog
        self.registry = registry
        self.promotions = promotions
        self.protected = protected
        self.gate = gate
    }

    /// `number` nil takes the alias away; an alias that is not there is taken away without a fault.
    package func move(
        _ alias: AliasName,
        of name: ResourceName,
        to number: Int?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<AliasMove> {
        let model = try await catalog.model(named: name)
        if let model, protected.contains(alias.text) {
            let promotion = Promotion(of: model, .alias(alias, version: number))
            let grant = try await promotions.grant(promotion, to: actor, request)
            return try await registry.moveAlias(alias, of: name, to: number, under: grant)
        }
        let grant = try gate.grant(
            actor,
            .aliasesWrite,
            on: Resource(.model, named: name, part: "@\(alias)", of: model),
            request
        )
        return try await registry.moveAlias(alias, of: name, to: number, under: grant)
    }
}
