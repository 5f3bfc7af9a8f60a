package import Access
package import Catalog

/// Looks at what was found of a version.
package struct ReadVersionEvaluations: Sendable {
    private let catalog: any CatalogStore
    private let evaluations: any VersionEvaluationStore
    private let gate: Gate

    package init(catalog: any CatalogStore, evaluations: any VersionEvaluationStore, gate: Gate) {
        self.catalog = catalog
        self.evaluations = evaluations
        self.gate = gate
    }

    /// Newest first; of a deleted version as well.
    package func callAsFunction(
        ofVersion number: Int,
        of model: ModelReference,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<VersionEvaluation> {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: "\(model)"))
        guard try await catalog.version(number, of: model) != nil else {
            throw StoreFault.notFound(what: "Version \(number) of model \(model)")
        }
        return try await evaluations.evaluations(ofVersion: number, of: model, page: page)
    }
}
