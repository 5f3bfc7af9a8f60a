import Access
import Catalog
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/artifacts/files/{path}` and `/api/v1/artifacts/folders/{path}`: the trees of runs, logged models and traces.
///
/// Paths are MLflow's: `<experiment>/<run>/artifacts/…`, `<experiment>/models/<model>/artifacts/…`.
struct ArtifactRoutes: Sendable {
    let services: ArtifactServices

    func add(to routes: RouterGroup<APIContext>) {
        routes.put("artifacts/files/**", use: put)
        routes.get("artifacts/files/**", use: get)
        routes.head("artifacts/files/**", use: get)
        routes.delete("artifacts/files/**", use: delete)
        routes.get("artifacts/folders/**", use: list)
    }

    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let digest = try request.announcedDigest()
        let made = try await services.store.put(
            at: context.artifactLocation(),
            body: BodyPieces(body: request.body),
            announcedDigest: digest,
            announcedBytes: request.announcedBytes,
            by: context.requireActor(),
            request.context(context, announcing: digest)
        )
        return try Reply.recorded(made.map(WireArtifact.init), status: .created)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let artifact = try await services.find.file(
            at: context.artifactLocation(),
            by: context.requireActor()
        )
        let download = ArtifactDownload(find: services.find) { detail in
            try Problem(.rangeNotSatisfiable, "range_not_satisfiable", detail).response()
        }
        return try await download.response(to: request, for: artifact)
    }

    private func delete(_ request: Request, _ context: APIContext) async throws -> Response {
        let removed = try await services.store.remove(
            context.artifactLocation(),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(removed.map(WireRemoval.init))
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let entries = try await services.find.list(context.artifactLocation(), by: context.requireActor())
        return try Reply.json(WireEntries(items: entries.map(WireEntry.init)))
    }
}

extension APIContext {
    /// The rest of the address after the route's fixed part, as a place among the artifacts.
    func artifactLocation() throws -> ArtifactLocation {
        try ArtifactLocation(mlflowPath: parameters.getCatchAll().joined(separator: "/"))
    }
}

struct WireArtifact: Encodable, Sendable {
    var path: String
    var digest: String
    var sizeBytes: Int64
    var createdAt: Instant
    var createdBy: String

    init(_ artifact: Artifact) {
        path = artifact.location.mlflowPath
        digest = "sha256:\(artifact.digest.hex)"
        sizeBytes = artifact.sizeBytes
        createdAt = artifact.createdAt
        createdBy = artifact.createdBy.description
    }
}

private struct WireRemoval: Encodable, Sendable {
    var path: String
    var fileCount: Int
    var sizeBytes: Int64

    init(_ removed: RemovedArtifacts) {
        path = ArtifactLocation(root: removed.root, path: removed.path).mlflowPath
        fileCount = removed.fileCount
        sizeBytes = removed.sizeBytes
    }
}

private struct WireEntries: Encodable {
    var items: [WireEntry]
}

private struct WireEntry: Encodable {
    var name: String
    var isFolder: Bool
    var sizeBytes: Int64?

    init(_ entry: ArtifactEntry) {
        name = entry.name
        isFolder = entry.sizeBytes == nil
        sizeBytes = entry.sizeBytes
    }
}
