import Catalog
import Hummingbird
import Identifiers
import Signing
import Workflows

/// What training code writes into a run: `runs/log-…`, tags, inputs and outputs.
struct RunLoggingRoutes: Sendable {
    let log: LogToRun

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "runs/log-metric", use: logMetric)
        routes.on(.post, "runs/log-parameter", use: logParameter)
        routes.on(.post, "runs/set-tag", use: setTag)
        routes.on(.post, "runs/delete-tag", use: deleteTag)
        routes.on(.post, "runs/log-batch", use: logBatch)
        routes.on(.post, "runs/log-inputs", use: logInputs)
        routes.on(.post, "runs/outputs", use: logOutputs)
        routes.on(.post, "runs/log-model", use: logModel)
    }

    private func logMetric(_ call: MLflowCall) async throws -> Response {
        let run = try call.fields.runID()
        let point = try call.fields.point()
        let ofModel = try call.fields.modelMetric(point, of: run)
        return try await write(call, run) {
            $0.points = [point]
            $0.modelMetrics = ofModel.map { [$0] } ?? []
        }
    }

    private func logParameter(_ call: MLflowCall) async throws -> Response {
        let parameter = try Self.keyedText(call.fields)
        return try await write(call, call.fields.runID()) { $0.parameters = [parameter] }
    }

    private func setTag(_ call: MLflowCall) async throws -> Response {
        let tag = try Self.keyedText(call.fields)
        return try await write(call, call.fields.runID()) { $0.tags = [tag] }
    }

    private func deleteTag(_ call: MLflowCall) async throws -> Response {
        let key = try call.fields.text("key")
        let run = try call.fields.runID()
        return MLflowObject().recorded(
            try await log.deleteTag(key, of: run, by: call.actor, call.auditContext())
        )
    }

    private func logBatch(_ call: MLflowCall) async throws -> Response {
        let fields = call.fields
        let run = try fields.runID()
        let metrics = try fields.messages("metrics").map { metric in (try metric.point(), metric) }
        let ofModels = try metrics.compactMap { try $1.modelMetric($0, of: run) }
        let (parameters, tags) = (try fields.keyedTexts("params"), try fields.keyedTexts("tags"))
        return try await write(call, run, isList: true) {
            $0.points = metrics.map(\.0)
            $0.modelMetrics = ofModels
            $0.parameters = parameters
            $0.tags = tags
        }
    }

    private func logInputs(_ call: MLflowCall) async throws -> Response {
        let datasets = try call.fields.messages("datasets").map(Self.datasetInput)
        let models = try call.fields.messages("models").map { try MLflowFields.modelID($0.text("model_id")) }
        let made = try await log.inputs(
            RunInputsDraft(datasets: datasets, models: models),
            of: try call.fields.runID(),
            by: call.actor,
            call.auditContext()
        )
        return MLflowObject().recorded(made)
    }

    private func logOutputs(_ call: MLflowCall) async throws -> Response {
        let outputs = try call.fields.messages("models").map { model in
            ModelOutput(
                modelID: try MLflowFields.modelID(model.text("model_id")),
                step: try model.optionalInteger("step") ?? 0
            )
        }
        let run = try call.fields.runID()
        return MLflowObject().recorded(
            try await log.outputs(outputs, of: run, by: call.actor, call.auditContext())
        )
    }

    private func logModel(_ call: MLflowCall) async throws -> Response {
        let text = try call.fields.text("model_json")
        guard let record = try? JSONValue(parsing: text.utf8), record.object != nil else {
            throw MLflowFault.invalid("Malformed model info: model_json is not a valid JSON object.")
        }
        let run = try call.fields.runID()
        return MLflowObject().recorded(
            try await log.model(record, of: run, by: call.actor, call.auditContext())
        )
    }
}

extension RunLoggingRoutes {
    private func write(
        _ call: MLflowCall,
        _ run: RunID,
        isList: Bool = false,
        _ fill: (inout LogToRun.Request) -> Void
    ) async throws -> Response {
        var asked = LogToRun.Request(digest: Digest.sha256(of: call.body), isList: isList)
        fill(&asked)
        return MLflowObject().recorded(try await log(asked, into: run, by: call.actor, call.auditContext()))
    }

    private static func keyedText(_ fields: MLflowFields) throws -> KeyedText {
        KeyedText(key: try fields.text("key"), value: try fields.optionalText("value") ?? "")
    }

    private static func datasetInput(_ fields: MLflowFields) throws -> DatasetInput {
        guard let dataset = try fields.message("dataset") else {
            throw MLflowFault.missing(fields.path("dataset"))
        }
        let claim = DatasetClaim(
            name: try dataset.text("name"),
            digest: try dataset.text("digest"),
            sourceType: try dataset.text("source_type"),
            source: try dataset.text("source"),
            schema: try dataset.optionalText("schema"),
            profile: try dataset.optionalText("profile")
        )
        return DatasetInput(claim: claim, tags: try fields.keyedTexts("tags"), registered: nil)
    }
}
