package import Access
package import Catalog

/// Renames, tags and deletes models.
package struct ChangeModel: Sendable {
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

    /// The earlier name is free at once; the model's history keeps it.
    package func rename(
        _ name: ResourceName,
        to newName: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Model> {
        let model = try await catalog.model(named: name)
        let grant = try updating(name, model, by: actor, request)
        guard model != nil else { throw StoreFault.notFound(what: "Model \(name)") }
        guard name != newName else { throw StoreFault.alreadyExists(what: "Model \"\(newName)\"") }
        return try await registry.renameModel(name, to: newName, under: grant)
    }

    /// What is promoted of the model ends with it, and so needs the promotion gate's consent.
    package func delete(
        _ name: ResourceName,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Model> {
        let found = try await registry.registeredModel(named: name)
        let model = found?.model
        let grant = try gate.grant(
            actor,
            .modelsRetire,
            on: Resource(.model, named: name, of: model),
            request
        )
        guard let found else { throw StoreFault.notFound(what: "Model \(name)") }
        let ends = found.promotions(protected)
        for promotion in ends { try await promotions.check(promotion, by: actor) }
        return try await registry.deleteModel(
            name,
            expecting: revision,
            mayEndPromotions: !ends.isEmpty,
            under: grant
        )
    }

    /// A tag of the same key gets the new value.
    package func set(
        _ tag: RegistryTag,
        of name: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RegistryTag> {
        let model = try await catalog.model(named: name)
        let grant = try updating(name, model, by: actor, request)
        return try await registry.setTag(tag, of: name, under: grant)
    }

    /// Gives back what was removed; a tag that is not there is removed without a fault.
    package func removeTag(
        _ key: String,
        of name: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RegistryTag?> {
        let model = try await catalog.model(named: name)
        let grant = try updating(name, model, by: actor, request)
        return try await registry.deleteTag(key, of: name, under: grant)
    }

    private func updating(
        _ name: ResourceName,
        _ model: Model?,
        by actor: Actor,
        _ request: RequestContext
    ) throws -> Grant {
        try gate.grant(actor, .modelsUpdate, on: Resource(.model, named: name, of: model), request)
    }
}

extension RegisteredModel {
    /// What ends when the model does. The newest canary and the newest version in production stand for all.
    fileprivate func promotions(_ protected: ProtectedAliases) -> [Promotion] {
        let versions = latestVersions.map(\.version).filter(\.lifecycle.isPromoted).map { version in
            Promotion(
                of: model,
                .lifecycle(version: version.number, from: version.lifecycle, to: .retired)
            )
        }
        let names = aliases.filter { protected.contains($0.name) }.compactMap { try? AliasName($0.name) }
        return versions + names.map { Promotion(of: model, .alias($0, version: nil)) }
    }
}
