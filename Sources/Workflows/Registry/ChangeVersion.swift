package import Access
package import Catalog

/// Describes, tags and deletes versions.
package struct ChangeVersion: Sendable {
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

    /// At most 20,000 characters; an empty text takes the description away.
    package func describe(
        _ number: Int,
        of name: ResourceName,
        _ description: String,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RegisteredVersion> {
        let grant = try await grant(.versionsUpdate, number, of: name, by: actor, request)
        var check = InputCheck()
        let description = check.text("description", description, 0...20_000)
        try check.finish()
        return try await registry.describeVersion(
            number,
            of: name,
            description: description,
            expecting: revision,
            under: grant
        )
    }

    /// What is promoted ends with the version, and so needs the promotion gate's consent.
    package func delete(
        _ number: Int,
        of name: ResourceName,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RegisteredVersion> {
        let model = try await catalog.model(named: name)
        let grant = try gate.grant(
            actor,
            .versionsRetire,
            on: Resource(.modelVersion, named: name, part: "/\(number)", of: model),
            request
        )
        guard let model, let found = try await registry.registeredVersion(number, of: name) else {
            throw StoreFault.notFound(what: "Version \(number) of model \"\(name)\"")
        }
        let ends = found.promotions(of: model, protected)
        for promotion in ends { try await promotions.check(promotion, by: actor) }
        return try await registry.deleteVersion(
            number,
            of: name,
            expecting: revision,
            mayEndPromotions: !ends.isEmpty,
            under: grant
        )
    }

    /// A tag of the same key gets the new value.
    package func set(
        _ tag: RegistryTag,
        ofVersion number: Int,
        of name: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RegistryTag> {
        let grant = try await grant(.versionsUpdate, number, of: name, by: actor, request)
        return try await registry.setTag(tag, ofVersion: number, of: name, under: grant)
    }

    /// Gives back what was removed; a tag that is not there is removed without a fault.
    package func removeTag(
        _ key: String,
        ofVersion number: Int,
        of name: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RegistryTag?> {
        let grant = try await grant(.versionsUpdate, number, of: name, by: actor, request)
        return try await registry.deleteTag(key, ofVersion: number, of: name, under: grant)
    }

    private func grant(
        _ action: Action,
        _ number: Int,
        of name: ResourceName,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        let model = try await catalog.model(named: name)
        let resource = Resource(.modelVersion, named: name, part: "/\(number)", of: model)
        return try gate.grant(actor, action, on: resource, request)
    }
}

extension RegisteredVersion {
    fileprivate func promotions(of model: Model, _ protected: ProtectedAliases) -> [Promotion] {
        let names = aliases.filter(protected.contains).compactMap { try? AliasName($0) }
        let moves = names.map { Promotion(of: model, .alias($0, version: nil)) }
        guard version.lifecycle.isPromoted else { return moves }
        let step = Promotion.Step.lifecycle(version: version.number, from: version.lifecycle, to: .retired)
        return [Promotion(of: model, step)] + moves
    }
}
