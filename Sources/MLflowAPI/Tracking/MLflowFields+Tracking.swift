import Catalog
import Identifiers

extension MLflowFields {
    /// The run that `run_id`, or its older name `run_uuid`, speaks of. What is no id names no run.
    func runID() throws -> RunID {
        let text = try filledText("run_id") ?? filledText("run_uuid")
        guard let text else { throw MLflowFault.missing(path("run_id")) }
        guard let id = RunID(hex: text) else { throw TrackingFault.noRun(text) }
        return id
    }

    func runIDs(_ name: String) throws -> [RunID] {
        try texts(name).map { text in
            guard let id = RunID(hex: text) else { throw TrackingFault.noRun(text) }
            return id
        }
    }

    func experimentID() throws -> ExperimentID {
        try Self.experimentID(try text("experiment_id"))
    }

    func experimentIDs() throws -> [ExperimentID] {
        try texts("experiment_ids").map(Self.experimentID)
    }

    static func experimentID(_ text: String) throws -> ExperimentID {
        guard let id = ExperimentID(text) else {
            throw MLflowFault.invalid(
                "Invalid experiment ID '\(text)'. Experiment ID must be a valid integer."
            )
        }
        return id
    }

    static func modelID(_ text: String) throws -> LoggedModelID {
        guard let id = LoggedModelID(prefixed: text) else { throw TrackingFault.noModel(text) }
        return id
    }

    func keyedTexts(_ name: String) throws -> [KeyedText] {
        try pairs(name).map { KeyedText(key: $0.key, value: $0.value) }
    }

    /// `run_view_type` or `view_type`: a name, or the number that it has in MLflow's messages.
    func view(_ name: String) throws -> LifecycleView {
        switch try value(name) {
        case .integer(1), .string("1"): return .active
        case .integer(2), .string("2"): return .deleted
        case .integer(3), .string("3"): return .all
        default: return try word(name, LifecycleView.self) ?? .active
        }
    }

    func searchPage(
        default sizeDefault: Int,
        max sizeMax: Int = TrackingLimits.searchPageMax
    ) throws -> SearchPageRequest {
        SearchPageRequest(
            size: try count(default: sizeDefault, in: 1...sizeMax),
            token: try filledText("page_token")
        )
    }

    func point() throws -> MetricPoint {
        MetricPoint(
            key: try text("key"),
            value: try number("value"),
            timestampMs: try integer("timestamp"),
            step: try optionalInteger("step") ?? 0
        )
    }

    /// The same point, when it measures a logged model.
    func modelMetric(_ point: MetricPoint, of run: RunID) throws -> ModelMetricPoint? {
        guard let model = try filledText("model_id") else { return nil }
        return ModelMetricPoint(
            modelID: try Self.modelID(model),
            runID: run,
            point: point,
            datasetName: try filledText("dataset_name"),
            datasetDigest: try filledText("dataset_digest")
        )
    }
}
