import Catalog
import Identifiers

extension MLflowObject {
    init(_ text: KeyedText) {
        self.init()
        add("key", text.key)
        add("value", text.value)
    }

    init(_ experiment: Experiment) {
        self.init()
        add("experiment_id", experiment.id.description)
        add("name", experiment.name)
        add("artifact_location", experiment.artifactLocation)
        add("lifecycle_stage", Self.stage(isDeleted: experiment.isDeleted))
        add("last_update_time", experiment.updatedAt.milliseconds)
        add("creation_time", experiment.createdAt.milliseconds)
        add("tags", experiment.tags.map(MLflowObject.init))
    }

    init(_ info: RunInfo) {
        self.init()
        add("run_uuid", info.id.hex)
        add("experiment_id", info.experimentID.description)
        add("run_name", info.name)
        add("user_id", info.userClaim)
        add("status", info.status.rawValue)
        add("start_time", info.startedAtMs)
        add("end_time", info.endedAtMs)
        add("artifact_uri", info.artifactURI)
        add("lifecycle_stage", Self.stage(isDeleted: info.isDeleted))
        add("run_id", info.id.hex)
    }

    init(_ run: Run) {
        self.init()
        var data = MLflowObject()
        data.add("metrics", run.metrics.map { MLflowObject($0) })
        data.add("params", run.parameters.map(MLflowObject.init))
        data.add("tags", run.tags.map(MLflowObject.init))
        var inputs = MLflowObject()
        inputs.add("dataset_inputs", run.datasetInputs.map(MLflowObject.init))
        inputs.add("model_inputs", run.modelInputs.map(MLflowObject.init(modelID:)))
        add("info", MLflowObject(run.info))
        add("data", data)
        add("inputs", inputs)
        guard !run.modelOutputs.isEmpty else { return }
        var outputs = MLflowObject()
        outputs.add("model_outputs", run.modelOutputs.map(MLflowObject.init))
        add("outputs", outputs)
    }

    init(_ point: MetricPoint, of run: RunID? = nil) {
        self.init()
        add("key", point.key)
        add("value", point.value.clamped)
        add("timestamp", point.timestampMs)
        add("step", point.step)
        add("run_id", run?.hex)
    }

    private init(_ input: DatasetInput) {
        self.init()
        var dataset = MLflowObject()
        dataset.add("name", input.claim.name)
        dataset.add("digest", input.claim.digest)
        dataset.add("source_type", input.claim.sourceType)
        dataset.add("source", input.claim.source)
        dataset.add("schema", input.claim.schema)
        dataset.add("profile", input.claim.profile)
        add("tags", input.tags.map(MLflowObject.init))
        add("dataset", dataset)
    }

    private init(modelID: LoggedModelID) {
        self.init()
        add("model_id", modelID.prefixed)
    }

    private init(_ output: ModelOutput) {
        self.init(modelID: output.modelID)
        add("step", output.step)
    }

    init(_ summary: DatasetSummary) {
        self.init()
        add("experiment_id", summary.experimentID.description)
        add("name", summary.name)
        add("digest", summary.digest)
        add("context", summary.context)
    }

    static func stage(isDeleted: Bool) -> String { isDeleted ? "deleted" : "active" }
}

extension Instant {
    /// Whole milliseconds since 1970.
    var milliseconds: Int64 { microseconds / 1000 }
}

extension Double {
    /// MLflow's answers have no infinities but the greatest numbers that there are.
    fileprivate var clamped: Double {
        isInfinite ? (self < 0 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude) : self
    }
}
