import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/experiments`
struct ExperimentRoutes: Sendable {
    let read: ReadExperiments

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("experiments", use: list)
        routes.get("experiments/:experiment", use: get)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = request.uri.queryParameters
        let page = try await read.search(
            query["filter"].map(String.init),
            order: query.getAll("order_by").map { String($0) },
            view: try request.lifecycleView(),
            page: request.searchPage(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireExperiment.init)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let id = ExperimentID(try context.text("experiment")) else {
            throw InvalidInput("experiment", "must be the number of an experiment, such as 7")
        }
        return try Reply.json(WireExperiment(try await read.experiment(id, by: context.requireActor())))
    }
}

private struct WireExperiment: Encodable, Sendable {
    var id: ExperimentID
    var name: String
    var artifactLocation: String
    var state: String
    var ownerTeamId: GroupID?
    var createdBy: PrincipalID?
    var createdAt: Instant
    var updatedAt: Instant
    var tags: [KeyedText]

    init(_ experiment: Experiment) {
        id = experiment.id
        name = experiment.name
        artifactLocation = experiment.artifactLocation
        state = experiment.isDeleted ? "deleted" : "live"
        ownerTeamId = experiment.ownerTeamID
        createdBy = experiment.createdBy
        createdAt = experiment.createdAt
        updatedAt = experiment.updatedAt
        tags = experiment.tags
    }
}
