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

    package func model(_ reference: ModelReference, by actor: Actor) async throws -> Model {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: "\(reference)"))
        guard let model = try await catalog.model(reference) else {
            throw StoreFault.notFound(what: "Model \(reference)")
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

    /// A deleted version as well.
    package func version(_ number: Int, of model: ModelReference, by actor: Actor) async throws
        -> ModelVersion
    {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: "\(model)"))
        guard let version = try await catalog.version(number, of: model) else {
            throw StoreFault.notFound(what: "Version \(number) of model \(model)")
        }
        return version
    }

    package func versions(
        of model: ModelReference,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<ModelVersion> {
        _ = try await self.model(model, by: actor)
        return try await catalog.versions(of: model, page: page)
    }

    package func files(
        ofVersion number: Int,
        of model: ModelReference,
        by actor: Actor
    ) async throws -> [VersionFile] {
        _ = try await version(number, of: model, by: actor)
        return try await catalog.files(ofVersion: number, of: model)
    }
}
