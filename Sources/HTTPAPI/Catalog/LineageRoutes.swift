import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/models/{model}/versions/{version}/lineage` and the way back from a dataset version.
struct LineageRoutes: Sendable {
    let lineage: TraceLineage

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models/:model/versions/:version/lineage", use: datasets)
        routes.post("models/:model/versions/:version/lineage", use: link)
        routes.get("datasets/:dataset/versions/:version/lineage", use: models)
    }

    private func datasets(_ request: Request, _ context: APIContext) async throws -> Response {
        let edges = try await lineage.datasets(
            ofVersion: context.versionNumber(),
            of: context.modelReference("model"),
            by: context.requireActor()
        )
        return try Reply.json(["items": edges.map(WireEdge.init)])
    }

    private func models(_ request: Request, _ context: APIContext) async throws -> Response {
        let edges = try await lineage.models(
            madeFromVersion: context.versionNumber(),
            of: context.resourceName("dataset"),
            by: context.requireActor()
        )
        return try Reply.json(["items": edges.map(WireEdge.init)])
    }

    private func link(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(LinkInput.self, from: request)
        let dataset: ResourceName
        do { dataset = try ResourceName(input.dataset) } catch { throw InvalidInput("dataset", error.detail) }
        let made = try await lineage.link(
            input.datasetVersion,
            of: dataset,
            to: context.versionNumber(),
            of: context.resourceName("model"),
            as: input.role,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireEdge.init), status: .created)
    }
}

private struct LinkInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case dataset, role
        case datasetVersion = "dataset_version"
    }
    typealias Fields = CodingKeys

    var dataset: String
    var datasetVersion: Int
    var role: LineageEdge.Role
}

private struct WireEdge: Encodable, Sendable {
    var model: ResourceName
    var modelVersion: Int
    var dataset: ResourceName
    var datasetVersion: Int
    var datasetDigest: String
    var digestOrigin: DatasetVersion.DigestOrigin
    var role: LineageEdge.Role
    var createdAt: Instant

    init(_ edge: LineageEdge) {
        model = edge.modelName
        modelVersion = edge.modelVersion
        dataset = edge.datasetName
        datasetVersion = edge.datasetVersion
        datasetDigest = "sha256:\(edge.datasetDigest.hex)"
        digestOrigin = edge.digestOrigin
        role = edge.role
        createdAt = edge.createdAt
    }
}
