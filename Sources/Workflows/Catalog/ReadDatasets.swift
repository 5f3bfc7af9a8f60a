package import Access
package import Catalog

/// Looks at datasets and their versions.
package struct ReadDatasets: Sendable {
    private let catalog: any CatalogStore
    private let gate: Gate

    package init(catalog: any CatalogStore, gate: Gate) {
        self.catalog = catalog
        self.gate = gate
    }

    package func dataset(_ name: ResourceName, by actor: Actor) async throws -> Dataset {
        try gate.check(actor, .datasetsRead, on: Resource(.dataset, name: name.text))
        guard let dataset = try await catalog.dataset(named: name) else {
            throw StoreFault.notFound(what: "Dataset \(name)")
        }
        return dataset
    }

    package func datasets(page: PageRequest, by actor: Actor) async throws -> Page<Dataset> {
        try gate.check(actor, .datasetsRead, on: Resource(.dataset))
        return try await catalog.datasets(page: page)
    }

    package func version(_ number: Int, of name: ResourceName, by actor: Actor) async throws -> DatasetVersion
    {
        _ = try await dataset(name, by: actor)
        guard let version = try await catalog.datasetVersion(number, of: name) else {
            throw StoreFault.notFound(what: "Version \(number) of dataset \(name)")
        }
        return version
    }

    package func versions(
        of name: ResourceName,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<DatasetVersion> {
        _ = try await dataset(name, by: actor)
        return try await catalog.datasetVersions(of: name, page: page)
    }
}
