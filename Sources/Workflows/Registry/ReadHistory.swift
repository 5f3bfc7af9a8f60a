package import Access
package import Catalog

/// Looks at what a model is tagged with and called, and at what happened to it; deleted models and versions included.
package struct ReadHistory: Sendable {
    private let catalog: any CatalogStore
    private let registry: any RegistryStore
    private let gate: Gate

    package init(catalog: any CatalogStore, registry: any RegistryStore, gate: Gate) {
        self.catalog = catalog
        self.registry = registry
        self.gate = gate
    }

    /// In order of their keys.
    package func tags(of model: ModelReference, by actor: Actor) async throws -> [RegistryTag] {
        try await require(model, by: actor)
        return try await registry.tags(of: model)
    }

    /// In order of their keys.
    package func tags(ofVersion number: Int, of model: ModelReference, by actor: Actor) async throws
        -> [RegistryTag]
    {
        try await require(number, of: model, by: actor)
        return try await registry.tags(ofVersion: number, of: model)
    }

    /// In order of their names.
    package func aliases(of model: ModelReference, by actor: Actor) async throws -> [RegisteredModel.Alias] {
        try await require(model, by: actor)
        return try await registry.aliases(of: model)
    }

    /// The steps of a version's life, newest first.
    package func lifecycle(
        ofVersion number: Int,
        of model: ModelReference,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<HistoryEntry<LifecycleStep>> {
        try await require(number, of: model, by: actor)
        return try await registry.lifecycleHistory(ofVersion: number, of: model, page: page)
    }

    /// Where the model's aliases went, newest first.
    package func aliasMoves(
        of model: ModelReference,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<HistoryEntry<AliasMove>> {
        try await require(model, by: actor)
        return try await registry.aliasHistory(of: model, page: page)
    }

    /// The model's owners before and after, newest first.
    package func transfers(
        of model: ModelReference,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<HistoryEntry<OwnershipTransfer>> {
        try await require(model, by: actor)
        return try await registry.ownershipHistory(of: model, page: page)
    }

    /// The model's names before and after, newest first.
    package func names(
        of model: ModelReference,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<HistoryEntry<NameChange>> {
        try await require(model, by: actor)
        return try await registry.nameHistory(of: model, page: page)
    }

    private func require(_ model: ModelReference, by actor: Actor) async throws {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: "\(model)"))
        guard try await catalog.model(model) != nil else { throw StoreFault.notFound(what: "Model \(model)") }
    }

    private func require(_ number: Int, of model: ModelReference, by actor: Actor) async throws {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: "\(model)"))
        guard try await catalog.version(number, of: model) != nil else {
            throw StoreFault.notFound(what: "Version \(number) of model \(model)")
        }
    }
}
