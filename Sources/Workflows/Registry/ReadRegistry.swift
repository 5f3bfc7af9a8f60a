package import Access
package import Catalog

/// Looks at models and versions as MLflow's clients know them: deleted ones are not there.
package struct ReadRegistry: Sendable {
    private let registry: any RegistryStore
    private let gate: Gate

    package init(registry: any RegistryStore, gate: Gate) {
        self.registry = registry
        self.gate = gate
    }

    /// Nil when there is no such model.
    package func model(_ name: ResourceName, by actor: Actor) async throws -> ListedModel? {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: name.text))
        return try await registry.listedModel(named: name)
    }

    /// Nil when there is no such version.
    package func version(_ number: Int, of name: ResourceName, by actor: Actor) async throws
        -> RegisteredVersion?
    {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: name.text))
        return try await registry.registeredVersion(number, of: name)
    }

    /// Nil when the alias stands for nothing.
    package func version(aliased alias: AliasName, of name: ResourceName, by actor: Actor) async throws
        -> RegisteredVersion?
    {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: name.text))
        return try await registry.registeredVersion(aliased: alias, of: name)
    }

    /// A page of models in MLflow's language.
    package func models(_ search: RegistrySearch, by actor: Actor) async throws -> RegistryPage<ListedModel> {
        try gate.check(actor, .modelsRead, on: Resource(.model))
        return try await registry.searchModels(search)
    }

    /// A page of versions in MLflow's language.
    package func versions(_ search: RegistrySearch, by actor: Actor) async throws
        -> RegistryPage<RegisteredVersion>
    {
        try gate.check(actor, .modelsRead, on: Resource(.model))
        return try await registry.searchVersions(search)
    }
}
