import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `logged-models/…`
struct LoggedModelRoutes: Sendable {
    private static let searchDefault = 100

    let manage: ManageLoggedModels
    let read: ReadLoggedModels

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "logged-models", use: create)
        routes.on(.post, "logged-models/search", use: search)
        routes.on(.get, "logged-models/{model_id}", use: get)
        routes.on(.patch, "logged-models/{model_id}", use: finalize)
        routes.on(.delete, "logged-models/{model_id}", use: delete)
        routes.on(.patch, "logged-models/{model_id}/tags", use: setTags)
        routes.on(.delete, "logged-models/{model_id}/tags/{tag_key}", use: deleteTag)
        routes.on(.post, "logged-models/{model_id}/params", use: logParameters)
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        let fields = call.fields
        let source = try fields.filledText("source_run_id").map { text in
            guard let id = RunID(hex: text) else { throw TrackingFault.noRun(text) }
            return id
        }
        let asked = ManageLoggedModels.Request(
            experimentID: try fields.experimentID(),
            name: try fields.filledText("name"),
            modelType: try fields.optionalText("model_type") ?? "",
            sourceRunID: source,
            parameters: try fields.keyedTexts("params"),
            tags: try fields.keyedTexts("tags")
        )
        let made = try await manage.create(asked, by: call.actor, call.auditContext())
        return Self.object(made.value).recorded(made)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        let model = try await read.model(
            try call.modelID,
            allowingDeleted: try call.fields.optionalFlag("allow_deleted") ?? false,
            by: call.actor
        )
        return Self.object(model).response()
    }

    private func finalize(_ call: MLflowCall) async throws -> Response {
        let id = try call.modelID
        guard let given = try call.fields.value("status") else { throw MLflowFault.missing("status") }
        guard let status = LoggedModel.Status(wire: given.string ?? given.integer.map(String.init) ?? "")
        else {
            let known = LoggedModel.Status.allCases.map(\.wireName).joined(separator: ", ")
            throw MLflowFault.invalid("status", mustBe: "one of \(known)")
        }
        let made = try await manage.finalize(id, as: status, by: call.actor, call.auditContext())
        return try await changed(id, made.effectID, call)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let made = try await manage.delete(try call.modelID, by: call.actor, call.auditContext())
        return MLflowObject().recorded(made)
    }

    private func setTags(_ call: MLflowCall) async throws -> Response {
        let id = try call.modelID
        let tags = try call.fields.keyedTexts("tags")
        let made = try await manage.setTags(tags, of: id, by: call.actor, call.auditContext())
        return try await changed(id, made.effectID, call)
    }

    private func deleteTag(_ call: MLflowCall) async throws -> Response {
        let key = try call.pathText("tag_key")
        let made = try await manage.deleteTag(key, of: try call.modelID, by: call.actor, call.auditContext())
        return MLflowObject().recorded(made)
    }

    private func logParameters(_ call: MLflowCall) async throws -> Response {
        let made = try await manage.logParameters(
            try call.fields.keyedTexts("params"),
            of: try call.modelID,
            by: call.actor,
            call.auditContext()
        )
        return MLflowObject().recorded(made)
    }

    private func search(_ call: MLflowCall) async throws -> Response {
        let fields = call.fields
        let experiments = try fields.experimentIDs()
        guard !experiments.isEmpty else { throw MLflowFault.missing("experiment_ids") }
        let page = try await read.search(
            try fields.filledText("filter"),
            in: experiments,
            datasets: try fields.messages("datasets").map { dataset in
                .init(
                    name: try dataset.text("dataset_name"),
                    digest: try dataset.filledText("dataset_digest")
                )
            },
            order: try fields.messages("order_by").map(Self.order),
            page: try fields.searchPage(default: Self.searchDefault),
            by: call.actor
        )
        var answer = MLflowObject()
        answer.add("models", page.items.map { MLflowObject($0) })
        answer.add("next_page_token", page.next)
        return answer.response()
    }
}

extension LoggedModelRoutes {
    /// The model as it is after a change.
    private func changed(_ id: LoggedModelID, _ effect: EffectID, _ call: MLflowCall) async throws -> Response
    {
        let model = try await read.model(id, allowingDeleted: true, by: call.actor)
        return Self.object(model).recorded(effect)
    }

    private static func object(_ model: LoggedModel) -> MLflowObject {
        var answer = MLflowObject()
        answer.add("model", MLflowObject(model))
        return answer
    }

    private static func order(_ fields: MLflowFields) throws -> LoggedModelSearch.Order {
        LoggedModelSearch.Order(
            try SearchGrammar.loggedModels.order(
                byField: try fields.text("field_name"),
                isDescending: try fields.optionalFlag("ascending") == false
            ),
            datasetName: try fields.filledText("dataset_name"),
            datasetDigest: try fields.filledText("dataset_digest")
        )
    }
}

extension MLflowCall {
    fileprivate var modelID: LoggedModelID {
        get throws { try MLflowFields.modelID(try pathText("model_id")) }
    }
}
