package import Access
package import Catalog

/// Takes a version a step further in its life.
package struct MoveVersion: Sendable {
    private let catalog: any CatalogStore
    private let registry: any RegistryStore
    private let promotions: any PromotionGate
    private let gate: Gate

    package init(
        catalog: any CatalogStore,
        registry: any RegistryStore,
        promotions: any PromotionGate,
        gate: Gate
    ) {
        self.catalog = catalog
        self.registry = registry
        self.promotions = promotions
        self.gate = gate
    }

    /// Steps to and from what is promoted go through the promotion gate; `archivesOthers` needs an active stage.
    package func callAsFunction(
        _ number: Int,
        of name: ResourceName,
        to target: LifecycleMove.Target,
        archivesOthers: Bool = false,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RegisteredVersion> {
        let model = try await catalog.model(named: name)
        let version = try await registry.registeredVersion(number, of: name)?.version
        let plain = LifecycleMove(target, archivesOthers: archivesOthers, isPromotion: false)
        if let model, let version, let promotion = promotion(of: version, model, plain) {
            let grant = try await promotions.grant(promotion, to: actor, request)
            let move = LifecycleMove(target, archivesOthers: archivesOthers, isPromotion: true)
            return try await registry.moveVersion(number, of: name, move, expecting: revision, under: grant)
        }
        let isEnd = target == .lifecycle(.retired)
        let grant = try gate.grant(
            actor,
            isEnd ? .versionsRetire : .versionsTransition,
            on: Resource(.modelVersion, named: name, part: "/\(number)", of: model),
            request
        )
        return try await registry.moveVersion(number, of: name, plain, expecting: revision, under: grant)
    }

    private func promotion(of version: ModelVersion, _ model: Model, _ move: LifecycleMove) -> Promotion? {
        let target = move.target(from: version.lifecycle)
        guard version.lifecycle.isPromoted || target.isPromoted else { return nil }
        return Promotion(
            of: model,
            .lifecycle(version: version.number, from: version.lifecycle, to: target)
        )
    }
}
