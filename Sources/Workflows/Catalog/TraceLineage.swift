package import Access
package import Catalog

/// Records and follows which model versions were made from which data.
package struct TraceLineage: Sendable {
    private let catalog: any CatalogStore
    private let gate: Gate

    package init(catalog: any CatalogStore, gate: Gate) {
        self.catalog = catalog
        self.gate = gate
    }

    /// Records that the model version was made from the dataset version, in the given role; also for sealed versions.
    package func link(
        _ datasetVersion: Int,
        of dataset: ResourceName,
        to version: Int,
        of model: ResourceName,
        as role: LineageEdge.Role,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LineageEdge> {
        let found = try await catalog.model(named: model)
        let resource = Resource(.modelVersion, named: model, part: "/\(version)", of: found)
        let grant = try gate.grant(actor, .lineageWrite, on: resource, request)
        return try await catalog.linkDataset(
            datasetVersion,
            of: dataset,
            to: version,
            of: model,
            as: role,
            under: grant
        )
    }

    package func datasets(ofVersion number: Int, of model: ModelReference, by actor: Actor) async throws
        -> [LineageEdge]
    {
        try gate.check(actor, .lineageRead, on: Resource(.modelVersion, name: "\(model)/\(number)"))
        guard try await catalog.version(number, of: model) != nil else {
            throw StoreFault.notFound(what: "Version \(number) of model \(model)")
        }
        return try await catalog.lineage(ofVersion: number, of: model)
    }

    package func models(
        madeFromVersion number: Int,
        of dataset: ResourceName,
        by actor: Actor
    ) async throws -> [LineageEdge] {
        try gate.check(actor, .lineageRead, on: Resource(.modelVersion, name: "\(dataset)/\(number)"))
        guard try await catalog.datasetVersion(number, of: dataset) != nil else {
            throw StoreFault.notFound(what: "Version \(number) of dataset \(dataset)")
        }
        return try await catalog.dependents(ofDatasetVersion: number, of: dataset)
    }
}
