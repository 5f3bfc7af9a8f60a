package import Access
package import Catalog
package import Identifiers

/// Looks at datasets, their versions, schemas and checks.
package struct ReadDatasets: Sendable {
    private let datasets: any DatasetStore
    private let gate: Gate

    package init(datasets: any DatasetStore, gate: Gate) {
        self.datasets = datasets
        self.gate = gate
    }

    /// The time that answers are given at: what has expired by then is shown so.
    package var now: Instant { gate.now }

    package func dataset(_ name: ResourceName, by actor: Actor) async throws -> Dataset {
        try gate.check(actor, .datasetsRead, on: Resource(.dataset, name: name.text))
        guard let dataset = try await datasets.dataset(named: name) else {
            throw StoreFault.notFound(what: "Dataset \(name)")
        }
        return dataset
    }

    /// In order of names.
    package func datasets(
        _ search: DatasetSearch,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<Dataset> {
        try gate.check(actor, .datasetsRead, on: Resource(.dataset))
        return try await datasets.datasets(matching: search, page: page)
    }

    package func version(_ number: Int, of name: ResourceName, by actor: Actor) async throws -> DatasetVersion
    {
        _ = try await dataset(name, by: actor)
        guard let version = try await datasets.datasetVersion(number, of: name) else {
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
        return try await datasets.datasetVersions(of: name, page: page)
    }

    /// Throws `StoreFault.notFound` when the version has no schema.
    package func schema(
        ofVersion number: Int,
        of name: ResourceName,
        by actor: Actor
    ) async throws -> DatasetSchema {
        _ = try await version(number, of: name, by: actor)
        guard let schema = try await datasets.schema(ofDatasetVersion: number, of: name) else {
            throw StoreFault.notFound(what: "A schema for version \(number) of dataset \(name)")
        }
        return schema
    }

    /// What became of the columns from one version to another.
    package func schemaChanges(
        from old: Int,
        to new: Int,
        of name: ResourceName,
        by actor: Actor
    ) async throws -> SchemaChanges {
        let before = try await schema(ofVersion: old, of: name, by: actor)
        return SchemaChanges(from: before, to: try await schema(ofVersion: new, of: name, by: actor))
    }

    /// Newest first; with `latestOnly` one result a name.
    package func checks(
        ofVersion number: Int,
        of name: ResourceName,
        latestOnly: Bool,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<QualityCheck> {
        _ = try await version(number, of: name, by: actor)
        return try await datasets.checks(
            ofDatasetVersion: number,
            of: name,
            latestOnly: latestOnly,
            page: page
        )
    }
}
