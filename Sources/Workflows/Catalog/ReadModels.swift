package import Access
package import Catalog

/// Looks at models, versions and the lists of their files.
package struct ReadModels: Sendable {
    private let catalog: any CatalogStore
    private let gate: Gate

    package init(catalog: any CatalogStore, gate: Gate) {
        self.catalog = catalog
        self.gate = gate
    }

    package func model(_ name: ResourceName, by actor: Actor) async throws -> Model {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: name.text))
        guard let model = try await catalog.model(named: name) else {
            throw StoreFault.notFound(what: "Model \(name)")
        }
        return model
    }

    package func models(_ search: ModelSearch, page: PageRequest, by actor: Actor) async throws -> Page<Model>
    {
        try gate.check(actor, .modelsRead, on: Resource(.model))
        if let text = search.text, text.unicodeScalars.count > 200 {
            throw InvalidInput("q", "must have at most 200 characters")
        }
        return try await catalog.models(matching: search, page: page)
    }

    package func version(_ number: Int, of name: ResourceName, by actor: Actor) async throws -> ModelVersion {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: name.text))
        guard let version = try await catalog.version(number, of: name) else {
            throw StoreFault.notFound(what: "Version \(number) of model \(name)")
        }
        return version
    }

    package func versions(
        of name: ResourceName,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<ModelVersion> {
        _ = try await model(name, by: actor)
        return try await catalog.versions(of: name, page: page)
    }

    package func files(
        ofVersion number: Int,
        of name: ResourceName,
        by actor: Actor
    ) async throws -> [VersionFile] {
        _ = try await version(number, of: name, by: actor)
        return try await catalog.files(ofVersion: number, of: name)
    }
}
