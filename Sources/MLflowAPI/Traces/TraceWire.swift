import Access
import Catalog
import Identifiers

/// Traces in MLflow's form.
enum TraceWire {
    /// Pairs of metadata and of tags at most, and assessments.
    private static let pairsMax = 1_000

    static func trace(_ fields: MLflowFields, by actor: Actor) throws -> TraceInfo {
        guard let outer = try fields.message("trace") else { throw MLflowFault.missing("trace") }
        guard let info = try outer.message("trace_info") else {
            throw MLflowFault.missing("trace.trace_info")
        }
        let (metadata, tags) = (try info.map("trace_metadata"), try info.map("tags"))
        let assessments = try info.value("assessments")?.array ?? []
        guard max(metadata.count, tags.count, assessments.count) <= pairsMax else {
            throw MLflowFault.invalid(
                "A trace must have at most \(pairsMax) metadata, tags and assessments each."
            )
        }
        return TraceInfo(
            id: try info.text("trace_id"),
            experimentID: try experiment(info.message("trace_location"), at: info.path("trace_location")),
            clientRequestID: try info.filledText("client_request_id"),
            state: try info.word("state", TraceInfo.State.self) ?? .unspecified,
            requestedAtMs: try requestTime(info),
            durationMs: try duration(info),
            requestPreview: try info.optionalText("request_preview"),
            responsePreview: try info.optionalText("response_preview"),
            metadata: metadata,
            tags: tags,
            assessments: assessments,
            createdBy: actor.principalID
        )
    }

    /// `{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}}`
    static func experiment(_ location: MLflowFields?, at path: String) throws -> ExperimentID {
        guard let experiment = try location?.message("mlflow_experiment") else {
            throw MLflowFault.invalid(path, mustBe: "an MLflow experiment")
        }
        return try self.experiment(try experiment.text("experiment_id"))
    }

    static func experiment(_ text: String) throws -> ExperimentID {
        guard let id = ExperimentID(text) else {
            throw MLflowFault.invalid("experiment_id", mustBe: "a decimal number")
        }
        return id
    }

    private static func requestTime(_ info: MLflowFields) throws -> Int64 {
        guard let instant = Instant(rfc3339: try info.text("request_time")) else {
            throw MLflowFault.invalid(
                info.path("request_time"),
                mustBe: "a time such as 2026-11-21T05:34:25.566Z"
            )
        }
        return instant.microseconds / 1_000
    }

    /// `"0.001s"`
    private static func duration(_ info: MLflowFields) throws -> Int64? {
        guard let text = try info.filledText("execution_duration") else { return nil }
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), (0...1e12).contains(seconds) else {
            throw MLflowFault.invalid(info.path("execution_duration"), mustBe: "a duration such as 0.001s")
        }
        return Int64(seconds * 1_000 + 0.5)
    }

    static func object(_ trace: TraceInfo) -> MLflowObject {
        var object = MLflowObject()
        object.add("trace_id", trace.id)
        object.add("client_request_id", trace.clientRequestID)
        object.add("trace_location", location(trace.experimentID))
        object.add("request_preview", trace.requestPreview)
        object.add("response_preview", trace.responsePreview)
        object.add(
            "request_time",
            Instant(microseconds: trace.requestedAtMs.multipliedReportingOverflow(by: 1_000).partialValue)
                .rfc3339
        )
        object.add("execution_duration", trace.durationMs.map(duration))
        object.add("state", trace.state.rawValue)
        object.add("trace_metadata", pairs(trace.metadata))
        if !trace.assessments.isEmpty { object.add("assessments", JSONValue.array(trace.assessments)) }
        object.add("tags", pairs(trace.tags))
        return object
    }

    private static func location(_ experiment: ExperimentID) -> MLflowObject {
        var inner = MLflowObject()
        inner.add("experiment_id", "\(experiment)")
        var location = MLflowObject()
        location.add("type", "MLFLOW_EXPERIMENT")
        location.add("mlflow_experiment", inner)
        return location
    }

    private static func duration(_ ms: Int64) -> String {
        let fraction = String(ms % 1_000)
        return "\(ms / 1_000).\(String(repeating: "0", count: 3 - fraction.utf8.count))\(fraction)s"
    }

    private static func pairs(_ pairs: [String: String]) -> JSONValue? {
        pairs.isEmpty ? nil : .object(pairs.mapValues { .string($0) })
    }

    /// `{"trace": {"trace_info": …, "spans": …}}`
    static func answer(_ trace: TraceInfo, spans: [String] = []) -> MLflowObject {
        var answer = MLflowObject()
        answer.add("trace", whole(trace, spans: spans))
        return answer
    }

    static func whole(_ trace: TraceInfo, spans: [String]) -> MLflowObject {
        var whole = MLflowObject()
        whole.add("trace_info", object(trace))
        whole.add("spans", documents: spans)
        return whole
    }
}
