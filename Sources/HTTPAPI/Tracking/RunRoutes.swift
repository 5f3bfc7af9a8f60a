import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/runs`
struct RunRoutes: Sendable {
    private static let experimentsMax = 100

    let read: ReadRuns

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("runs", use: list)
        routes.get("runs/:run", use: get)
        routes.get("runs/:run/metrics", use: history)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = request.uri.queryParameters
        let experiments = try query.getAll("experiment_id").map { text in
            guard let id = ExperimentID(text) else {
                throw InvalidInput("experiment_id", "must be the number of an experiment, such as 7")
            }
            return id
        }
        guard (1...Self.experimentsMax).contains(experiments.count) else {
            throw InvalidInput("experiment_id", "must be given 1 to \(Self.experimentsMax) times")
        }
        let page = try await read.search(
            query["filter"].map(String.init),
            in: experiments,
            order: query.getAll("order_by").map { String($0) },
            view: try request.lifecycleView(),
            page: request.searchPage(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireRun.init)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let run = try await read.run(try context.runID(), by: context.requireActor())
        return try Reply.json(WireRun(run))
    }

    private func history(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let key = request.uri.queryParameters["key"].map(String.init), !key.isEmpty else {
            throw InvalidInput("key", "is required: the name of a metric")
        }
        let page = try await read.history(
            of: key,
            ofRun: context.runID(),
            page: request.searchPage(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireMetric.init)
    }
}

extension APIContext {
    /// Both forms of a run's id are understood: 32 digits, and a UUID with hyphens.
    fileprivate func runID() throws -> RunID {
        let text = try text("run")
        guard let id = RunID(hex: text) ?? RunID(text) else { throw TrackingFault.noRun(text) }
        return id
    }
}

extension Request {
    /// `page_size` and `page_token` of a search.
    func searchPage() throws -> SearchPageRequest {
        let page = try page()
        return SearchPageRequest(size: page.size, token: page.after)
    }

    /// `state`: `live`, which it is when left out, or `deleted`.
    func lifecycleView() throws -> LifecycleView {
        switch uri.queryParameters["state"] {
        case nil, "live": return .active
        case "deleted": return .deleted
        default: throw InvalidInput("state", "must be live or deleted")
        }
    }
}
