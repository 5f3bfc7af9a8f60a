import Catalog

extension MLflowObject {
    /// A logged model as its client reads it: what it is, and what was logged for it.
    init(_ model: LoggedModel) {
        self.init()
        var data = MLflowObject()
        data.add("params", model.parameters.map(MLflowObject.init))
        data.add("metrics", model.metrics.map(MLflowObject.init))
        add("info", Self.info(model))
        add("data", data)
    }

    private static func info(_ model: LoggedModel) -> MLflowObject {
        var info = MLflowObject()
        info.add("model_id", model.info.id.prefixed)
        info.add("experiment_id", model.info.experimentID.description)
        info.add("name", model.info.name)
        info.add("creation_timestamp_ms", model.info.createdAt.milliseconds)
        info.add("last_updated_timestamp_ms", model.info.updatedAt.milliseconds)
        info.add("artifact_uri", model.info.artifactURI)
        info.add("status", model.info.status.wireName)
        info.add("model_type", model.info.modelType)
        info.add("source_run_id", model.info.sourceRunID?.hex ?? "")
        info.add("tags", model.tags.map(MLflowObject.init))
        info.add(
            "registrations",
            model.registrations.map { registration in
                var object = MLflowObject()
                object.add("name", registration.name)
                object.add("version", String(registration.version))
                return object
            }
        )
        return info
    }

    private init(_ metric: ModelMetricPoint) {
        self.init(metric.point, of: metric.runID)
        add("model_id", metric.modelID.prefixed)
        add("dataset_name", metric.datasetName)
        add("dataset_digest", metric.datasetDigest)
    }
}

extension LoggedModel.Status {
    var wireName: String { "LOGGED_MODEL_\(rawValue)" }

    /// A name, or the number that it has in MLflow's messages.
    init?(wire text: String) {
        switch text {
        case "1": self = .pending
        case "2": self = .ready
        case "3": self = .uploadFailed
        default:
            guard let status = Self.allCases.first(where: { $0.wireName == text }) else { return nil }
            self = status
        }
    }
}
