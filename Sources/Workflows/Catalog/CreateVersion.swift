package import Access
package import Catalog

/// Opens a new draft version of a model and, later, seals it.
package struct CreateVersion: Sendable {
    private let catalog: any CatalogStore
    private let gate: Gate

    package init(catalog: any CatalogStore, gate: Gate) {
        self.catalog = catalog
        self.gate = gate
    }

    package func callAsFunction(
        of name: ResourceName,
        description: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ModelVersion> {
        let model = try await catalog.model(named: name)
        let grant = try gate.grant(
            actor,
            .versionsCreate,
            on: Resource(.modelVersion, named: name, of: model),
            request
        )
        var check = InputCheck()
        let description = check.text("description", description, 0...20_000)
        try check.finish()
        return try await catalog.createVersion(of: name, description: description, under: grant)
    }

    /// Closes the version for ever and gives it its manifest digest.
    package func seal(
        _ number: Int,
        of name: ResourceName,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ModelVersion> {
        let model = try await catalog.model(named: name)
        let resource = Resource(.modelVersion, named: name, part: "/\(number)", of: model)
        let grant = try gate.grant(actor, .versionsSeal, on: resource, request)
        return try await catalog.sealVersion(number, of: name, expecting: revision, under: grant)
    }
}
