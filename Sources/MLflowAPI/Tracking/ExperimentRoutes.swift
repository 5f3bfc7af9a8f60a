import Access
import Catalog
import Hummingbird
import Workflows

/// `experiments/…`
struct ExperimentRoutes: Sendable {
    private static let searchDefault = 1_000

    let manage: ManageExperiments
    let read: ReadExperiments

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "experiments/create", use: create)
        routes.on(.get, "experiments/get", use: get)
        routes.on(.get, "experiments/get-by-name", use: getByName)
        routes.on(.post, "experiments/search", use: search)
        routes.on(.get, "experiments/search", use: search)
        routes.on(.post, "experiments/update", use: rename)
        routes.on(.post, "experiments/delete", use: delete)
        routes.on(.post, "experiments/restore", use: restore)
        routes.on(.post, "experiments/set-experiment-tag", use: setTag)
        routes.on(.post, "experiments/delete-experiment-tag", use: deleteTag)
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        let made = try await manage.create(
            name: try call.fields.text("name"),
            artifactLocation: try call.fields.filledText("artifact_location"),
            tags: try call.fields.keyedTexts("tags"),
            by: call.actor,
            call.auditContext()
        )
        var answer = MLflowObject()
        answer.add("experiment_id", made.value.id.description)
        return answer.recorded(made)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        Self.answer(try await read.experiment(call.fields.experimentID(), by: call.actor))
    }

    private func getByName(_ call: MLflowCall) async throws -> Response {
        Self.answer(try await read.experiment(named: call.fields.text("experiment_name"), by: call.actor))
    }

    private func search(_ call: MLflowCall) async throws -> Response {
        let page = try await read.search(
            try call.fields.filledText("filter"),
            order: try call.fields.texts("order_by"),
            view: try call.fields.view("view_type"),
            page: try call.fields.searchPage(default: Self.searchDefault),
            by: call.actor
        )
        var answer = MLflowObject()
        answer.add("experiments", page.items.map { MLflowObject($0) })
        answer.add("next_page_token", page.next)
        return answer.response()
    }

    private func rename(_ call: MLflowCall) async throws -> Response {
        let made = try await manage.rename(
            try call.fields.experimentID(),
            to: try call.fields.text("new_name"),
            by: call.actor,
            call.auditContext()
        )
        return MLflowObject().recorded(made)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let id = try call.fields.experimentID()
        return MLflowObject().recorded(try await manage.delete(id, by: call.actor, call.auditContext()))
    }

    private func restore(_ call: MLflowCall) async throws -> Response {
        let id = try call.fields.experimentID()
        return MLflowObject().recorded(try await manage.restore(id, by: call.actor, call.auditContext()))
    }

    private func setTag(_ call: MLflowCall) async throws -> Response {
        try await tag(call, try call.fields.optionalText("value") ?? "")
    }

    private func deleteTag(_ call: MLflowCall) async throws -> Response {
        try await tag(call, nil)
    }

    private func tag(_ call: MLflowCall, _ value: String?) async throws -> Response {
        let made = try await manage.setTag(
            try call.fields.text("key"),
            value,
            of: try call.fields.experimentID(),
            by: call.actor,
            call.auditContext()
        )
        return MLflowObject().recorded(made)
    }

    private static func answer(_ experiment: Experiment) -> Response {
        var answer = MLflowObject()
        answer.add("experiment", MLflowObject(experiment))
        return answer.response()
    }
}
