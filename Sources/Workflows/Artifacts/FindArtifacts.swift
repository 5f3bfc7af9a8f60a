package import Access
package import Catalog

/// Looks artifacts up: files, folders, roots.
package struct FindArtifacts: Sendable {
    /// The most entries that one folder is listed with.
    package static let entriesMax = 100_000

    private let artifacts: any ArtifactStore
    private let contents: any ArtifactContentStore
    private let gate: Gate

    package init(artifacts: any ArtifactStore, contents: any ArtifactContentStore, gate: Gate) {
        self.artifacts = artifacts
        self.contents = contents
        self.gate = gate
    }

    /// A file's row, without its content.
    package func file(at location: ArtifactLocation, by actor: Actor) async throws -> Artifact {
        let found = try await readableTree(location, by: actor)
        guard found != nil, let path = location.path,
            let artifact = try await artifacts.artifact(at: path, in: location.root)
        else { throw StoreFault.notFound(what: "Artifact \"\(location.mlflowPath)\"") }
        return artifact
    }

    /// Opens the content; it is checked while it is read. `range` is cut to what there is.
    package func open(_ artifact: Artifact, range: Range<Int64>? = nil) async throws -> any ContentReader {
        guard let range else { return try await contents.open(artifact.digest) }
        return try await contents.open(artifact.digest, range: range)
    }

    /// What stands directly in the folder; nothing for a folder or a root that is not there.
    package func list(_ folder: ArtifactLocation, by actor: Actor) async throws -> [ArtifactEntry] {
        guard try await readableTree(folder, by: actor) != nil else { return [] }
        let entries = try await artifacts.entries(in: folder, limit: Self.entriesMax + 1)
        guard entries.count <= Self.entriesMax else {
            throw InvalidInput("path", "holds more than \(Self.entriesMax) entries; name a folder inside it")
        }
        return entries
    }

    /// Throws unless the actor may read artifacts at all.
    package func checkReading(by actor: Actor) async throws {
        try gate.check(actor, .artifactsRead, on: Resource(.artifact))
    }

    /// The root of a run or logged model by its id alone.
    package func root(of kind: ArtifactRoot.Kind, ownerID: String, by actor: Actor) async throws
        -> ArtifactRoot
    {
        try gate.check(actor, .artifactsRead, on: Resource(.artifact, name: ownerID))
        guard let root = try await artifacts.root(of: kind, ownerID: ownerID) else {
            let name = kind == .run ? "Run" : "Logged model"
            throw StoreFault.notFound(what: "\(name) with id=\(ownerID)")
        }
        return root
    }

    /// Denies before it says that something is not there.
    private func readableTree(_ location: ArtifactLocation, by actor: Actor) async throws -> ArtifactTree? {
        let tree = try await artifacts.tree(location.root)
        let isVersion = location.root.kind == .modelVersion
        let resource =
            tree?.resource(at: location.path)
            ?? Resource(isVersion ? .modelVersion : .artifact, name: location.mlflowPath)
        try gate.check(actor, isVersion ? .filesRead : .artifactsRead, on: resource)
        return tree
    }
}
