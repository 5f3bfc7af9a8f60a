import Access
import Catalog
import Hummingbird
import Workflows

/// `runs/create`, `get`, `update`, `delete`, `restore`, `search`, and the search for the data that runs used.
struct RunRoutes: Sendable {
    private static let searchDefault = 1_000
    private static let datasetExperimentsMax = 20

    let manage: ManageRuns
    let read: ReadRuns

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "runs/create", use: create)
        routes.on(.get, "runs/get", use: get)
        routes.on(.post, "runs/update", use: update)
        routes.on(.post, "runs/delete", use: delete)
        routes.on(.post, "runs/restore", use: restore)
        routes.on(.post, "runs/search", use: search)
        routes.on(.post, "experiments/search-datasets", use: searchDatasets)
        // The address that clients use lacks a slash.
        routes.on(.post, anywhere: "2.0mlflow/experiments/search-datasets", use: searchDatasets)
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        let fields = call.fields
        let asked = ManageRuns.Request(
            experimentID: try fields.filledText("experiment_id").map(MLflowFields.experimentID) ?? .byDefault,
            name: try fields.filledText("run_name"),
            userClaim: try fields.optionalText("user_id") ?? "",
            startedAtMs: try fields.optionalInteger("start_time"),
            tags: try fields.keyedTexts("tags")
        )
        let made = try await manage.create(asked, by: call.actor, call.auditContext())
        var answer = MLflowObject()
        answer.add("run", MLflowObject(made.value))
        return answer.recorded(made)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        var answer = MLflowObject()
        answer.add("run", MLflowObject(try await read.run(call.fields.runID(), by: call.actor)))
        return answer.response()
    }

    private func update(_ call: MLflowCall) async throws -> Response {
        let changes = RunChanges(
            status: try call.fields.word("status", RunInfo.Status.self),
            endedAtMs: try call.fields.optionalInteger("end_time"),
            name: try call.fields.filledText("run_name")
        )
        let made = try await manage.update(
            try call.fields.runID(),
            changes,
            by: call.actor,
            call.auditContext()
        )
        var answer = MLflowObject()
        answer.add("run_info", MLflowObject(made.value))
        return answer.recorded(made)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let id = try call.fields.runID()
        return MLflowObject().recorded(try await manage.delete(id, by: call.actor, call.auditContext()))
    }

    private func restore(_ call: MLflowCall) async throws -> Response {
        let id = try call.fields.runID()
        return MLflowObject().recorded(try await manage.restore(id, by: call.actor, call.auditContext()))
    }

    private func search(_ call: MLflowCall) async throws -> Response {
        let fields = call.fields
        let page = try await read.search(
            try fields.filledText("filter"),
            in: try fields.experimentIDs(),
            order: try fields.texts("order_by"),
            view: try fields.view("run_view_type"),
            page: try fields.searchPage(default: Self.searchDefault),
            by: call.actor
        )
        var answer = MLflowObject()
        answer.add("runs", page.items.map { MLflowObject($0) })
        answer.add("next_page_token", page.next)
        return answer.response()
    }

    private func searchDatasets(_ call: MLflowCall) async throws -> Response {
        let experiments = try call.fields.experimentIDs()
        guard !experiments.isEmpty else {
            throw MLflowFault.invalid("SearchDatasets request must specify at least one experiment_id.")
        }
        guard experiments.count <= Self.datasetExperimentsMax else {
            throw MLflowFault.invalid(
                "SearchDatasets request cannot specify more than \(Self.datasetExperimentsMax) experiment_ids. "
                    + "Received \(experiments.count) experiment_ids."
            )
        }
        var answer = MLflowObject()
        let found = try await read.datasets(of: experiments, by: call.actor)
        answer.add("dataset_summaries", found.map { MLflowObject($0) })
        return answer.response()
    }
}
