import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// MLflow's evaluation datasets: `datasets/…` of the third generation.
struct EvaluationRoutes: Sendable {
    /// Bytes of a request with records at most.
    private static let bytesMax = 64 << 20

    let datasets: ManageEvaluationDatasets

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "datasets/create", .three, use: create)
        routes.on(.get, "datasets/search", .three, use: search)
        routes.on(.post, "datasets/search", .three, use: search)
        routes.on(.get, "datasets/{dataset_id}", .three, use: get)
        routes.on(.delete, "datasets/{dataset_id}", .three) { try await change($0) { _ in .delete } }
        routes.on(.patch, "datasets/{dataset_id}/tags", .three) { call in
            try await change(call) { .setTags(try EvaluationWire.tags($0)) }
        }
        routes.on(.delete, "datasets/{dataset_id}/tags/{key}", .three) { call in
            let key = try call.pathText("key")
            return try await change(call) { _ in .deleteTag(key) }
        }
        routes.on(.post, "datasets/{dataset_id}/add-experiments", .three) { call in
            try await change(call) { .addExperiments(try EvaluationWire.experiments($0)) }
        }
        routes.on(.post, "datasets/{dataset_id}/remove-experiments", .three) { call in
            try await change(call) { .removeExperiments(try EvaluationWire.experiments($0)) }
        }
        routes.on(.get, "datasets/{dataset_id}/experiment-ids", .three, use: experiments)
        routes.on(.post, "datasets/{dataset_id}/records", .three, bytesMax: Self.bytesMax, use: upsert)
        routes.on(.get, "datasets/{dataset_id}/records", .three, use: records)
        routes.on(.delete, "datasets/{dataset_id}/records", .three, use: deleteRecords)
    }

    private func id(_ call: MLflowCall) throws -> EvaluationDatasetID {
        try EvaluationWire.id(try call.pathText("dataset_id"))
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        let made = try await datasets.create(
            name: try call.fields.text("name"),
            tags: try EvaluationWire.tags(call.fields),
            experiments: try EvaluationWire.experiments(call.fields),
            by: call.actor,
            try call.auditContext()
        )
        return EvaluationWire.answer(made.value).recorded(made)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        EvaluationWire.answer(try await datasets.dataset(try id(call), by: call.actor)).response()
    }

    private func change(_ call: MLflowCall, _ change: (MLflowFields) throws -> EvaluationChange) async throws
        -> Response
    {
        let change = try change(call.fields)
        let changed = try await datasets.change(try id(call), change, by: call.actor, try call.auditContext())
        let answer = change == .delete ? MLflowObject() : EvaluationWire.answer(changed.value)
        return answer.recorded(changed)
    }

    private func search(_ call: MLflowCall) async throws -> Response {
        let fields = call.fields
        let experiments = try EvaluationWire.experiments(fields)
        let (filter, order) = (try fields.filledText("filter_string"), try fields.texts("order_by"))
        let scope = experiments.sorted().map(\.description).joined(separator: ",")
        let query = SearchPageToken(query: ["datasets", scope, filter ?? ""] + order)
        let page = try await datasets.search(
            EvaluationSearch(
                experiments: experiments,
                clauses: try SearchGrammar.evaluationDatasets.clauses(filter),
                order: try SearchGrammar.evaluationDatasets.order(order),
                limit: try fields.count(default: 1_000, in: 1...50_000),
                after: try query.keys(of: try fields.filledText("page_token"))
            ),
            by: call.actor
        )
        var answer = MLflowObject()
        answer.add("datasets", page.items.map(EvaluationWire.object))
        answer.add("next_page_token", page.next.map(query.token(after:)))
        return answer.response()
    }

    private func experiments(_ call: MLflowCall) async throws -> Response {
        let dataset = try await datasets.dataset(try id(call), by: call.actor)
        var answer = MLflowObject()
        answer.add("experiment_ids", dataset.experimentIDs.map(\.description))
        return answer.response()
    }

    private func upsert(_ call: MLflowCall) async throws -> Response {
        guard let records = try EvaluationWire.document("records", call.fields) else {
            throw MLflowFault.missing("records")
        }
        guard let records = records.array else { throw MLflowFault.invalid("records", mustBe: "a JSON list") }
        let done = try await datasets.upsert(
            records,
            in: try id(call),
            by: call.actor,
            try call.auditContext()
        )
        var answer = MLflowObject()
        answer.add("inserted_count", done.value.inserted)
        answer.add("updated_count", done.value.updated)
        return answer.recorded(done)
    }

    private func records(_ call: MLflowCall) async throws -> Response {
        let id = try id(call)
        let limit = try call.fields.count(default: 1_000, in: 1...50_000)
        let query = SearchPageToken(query: ["dataset records", "\(id)"])
        let keys = try query.keys(of: try call.fields.filledText("page_token"))
        let after: EvaluationRecordID? =
            if case .text(let text)? = keys?.first { EvaluationRecordID(text) } else { nil }
        let found = try await datasets.records(of: id, after: after, limit: limit + 1, by: call.actor)
        let page = found.prefix(limit)
        let documents = JSONValue.array(page.map { EvaluationWire.record($0, of: id) })
        var answer = MLflowObject()
        answer.add("records", String(decoding: EvaluationWire.bytes(documents), as: UTF8.self))
        if found.count > limit, let last = page.last {
            answer.add("next_page_token", query.token(after: [.text("\(last.id)")]))
        }
        return answer.response()
    }

    private func deleteRecords(_ call: MLflowCall) async throws -> Response {
        let records = try call.fields.texts("dataset_record_ids").map { try EvaluationWire.recordID($0) }
        let done = try await datasets.deleteRecords(
            records,
            of: try id(call),
            by: call.actor,
            try call.auditContext()
        )
        var answer = MLflowObject()
        answer.add("deleted_count", done.value)
        return answer.recorded(done)
    }
}
