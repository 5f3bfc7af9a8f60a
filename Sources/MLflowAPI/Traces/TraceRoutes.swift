import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Workflows

/// MLflow's traces of the third generation, with the tags and deletions that clients still send to the second.
struct TraceRoutes: Sendable {
    let record: RecordTraces
    let read: ReadTraces

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "traces", .three, use: start)
        routes.on(.get, "traces/get", .three, use: getWhole)
        routes.on(.get, "traces/batchGet", .three, use: batchGet)
        routes.on(.post, "traces/batchGetInfos", .three, use: batchGetInfos)
        routes.on(.post, "traces/search", .three, use: search)
        routes.on(.get, "traces/{trace_id}", .three, use: get)
        for generation in [MLflowRouteGroup.Generation.two, .three] {
            routes.on(.post, "traces/delete-traces", generation, use: delete)
            routes.on(.patch, "traces/{trace_id}/tags", generation, use: setTag)
            routes.on(.delete, "traces/{trace_id}/tags", generation, use: deleteTag)
        }
    }

    private func start(_ call: MLflowCall) async throws -> Response {
        let recorded = try await record.record(
            try TraceWire.trace(call.fields, by: call.actor),
            by: call.actor,
            try call.auditContext()
        )
        return TraceWire.answer(recorded.value).recorded(recorded)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        TraceWire.answer(try await read.trace(try call.pathText("trace_id"), by: call.actor)).response()
    }

    private func getWhole(_ call: MLflowCall) async throws -> Response {
        let trace = try await read.trace(try call.fields.text("trace_id"), by: call.actor)
        let spans = try await read.spans(of: [trace])[trace.id] ?? []
        return TraceWire.answer(trace, spans: spans).response()
    }

    private func batchGet(_ call: MLflowCall) async throws -> Response {
        let traces = try await read.traces(try call.fields.texts("trace_ids"), by: call.actor)
        let spans = try await read.spans(of: traces)
        var answer = MLflowObject()
        answer.add("traces", traces.map { TraceWire.whole($0, spans: spans[$0.id] ?? []) })
        return answer.response()
    }

    private func batchGetInfos(_ call: MLflowCall) async throws -> Response {
        let traces = try await read.traces(try call.fields.texts("trace_ids"), by: call.actor)
        var answer = MLflowObject()
        answer.add("trace_infos", traces.map(TraceWire.object))
        return answer.response()
    }

    private func search(_ call: MLflowCall) async throws -> Response {
        let fields = call.fields
        let experiments = try fields.messages("locations").map {
            try TraceWire.experiment($0, at: "locations")
        }
        guard !experiments.isEmpty else { throw MLflowFault.missing("locations") }
        let (filter, order) = (try fields.filledText("filter"), try fields.texts("order_by"))
        let scope = experiments.sorted().map(\.description).joined(separator: ",")
        let query = SearchPageToken(query: ["traces", scope, filter ?? ""] + order)
        let page = try await read.search(
            experiments,
            try SearchGrammar.traces.clauses(filter),
            try SearchGrammar.traces.order(order),
            limit: try fields.count(default: 100, in: 1...500),
            after: try query.keys(of: try fields.filledText("page_token")),
            by: call.actor
        )
        var answer = MLflowObject()
        answer.add("traces", page.items.map(TraceWire.object))
        answer.add("next_page_token", page.next.map(query.token(after:)))
        return answer.response()
    }

    private func setTag(_ call: MLflowCall) async throws -> Response {
        let tagged = try await record.setTag(
            try call.fields.text("key"),
            to: try call.fields.optionalText("value") ?? "",
            of: try call.pathText("trace_id"),
            by: call.actor,
            try call.auditContext()
        )
        return MLflowObject().recorded(tagged)
    }

    private func deleteTag(_ call: MLflowCall) async throws -> Response {
        let untagged = try await record.setTag(
            try call.fields.text("key"),
            to: nil,
            of: try call.pathText("trace_id"),
            by: call.actor,
            try call.auditContext()
        )
        return MLflowObject().recorded(untagged)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let fields = call.fields
        let ids = try fields.texts("request_ids")
        let selection: TraceSelection
        if ids.isEmpty {
            let limit = try fields.count(
                "max_traces",
                default: RecordTraces.deletedMax,
                in: 1...Int(Int32.max)
            )
            selection = .olderThan(
                ms: try fields.integer("max_timestamp_millis"),
                limit: min(limit, RecordTraces.deletedMax)
            )
        } else {
            selection = .ids(ids)
        }
        let deleted = try await record.delete(
            selection,
            of: try TraceWire.experiment(try fields.text("experiment_id")),
            by: call.actor,
            try call.auditContext()
        )
        var answer = MLflowObject()
        answer.add("traces_deleted", deleted.value.ids.count)
        return answer.recorded(deleted)
    }
}
