package import Access
package import Catalog

/// Opens a file of a version for download.
package struct ReadFile: Sendable {
    private let catalog: any CatalogStore
    private let contents: any ArtifactContentStore
    private let gate: Gate

    package init(catalog: any CatalogStore, contents: any ArtifactContentStore, gate: Gate) {
        self.catalog = catalog
        self.contents = contents
        self.gate = gate
    }

    package func callAsFunction(
        _ path: FilePath,
        ofVersion number: Int,
        of model: ModelReference,
        by actor: Actor
    ) async throws -> (file: VersionFile, content: any ContentReader) {
        var resource = Resource(.modelVersion, name: "\(model)/\(number)/\(path.text)")
        try gate.check(actor, .filesRead, on: resource)
        for readers in try await catalog.fileReaders(ofVersion: number, of: model) {
            resource.allowedGroupIDs = readers
            try gate.check(actor, .filesRead, on: resource)
        }
        let files = try await catalog.files(ofVersion: number, of: model)
        guard let file = files.first(where: { $0.path == path }) else {
            throw StoreFault.notFound(what: "File \(path.text) in version \(number) of model \(model)")
        }
        return (file, try await contents.open(file.digest))
    }
}
