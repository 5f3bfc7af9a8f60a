package import Access
package import Catalog
package import Identifiers

/// Writes into a run what training code logs.
package struct LogToRun: Sendable {
    private let store: any TrackingStore
    private let gate: Gate

    package init(store: any TrackingStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// What a client wants logged, as it came.
    package struct Request: Sendable {
        package var points: [MetricPoint]
        /// Those of the points that measure a logged model.
        package var modelMetrics: [ModelMetricPoint]
        package var parameters: [KeyedText]
        package var tags: [KeyedText]
        /// Of the request's bytes.
        package var digest: Digest
        /// Whether each key stands in a list: faults then name its position.
        package var isList: Bool

        package init(
            points: [MetricPoint] = [],
            modelMetrics: [ModelMetricPoint] = [],
            parameters: [KeyedText] = [],
            tags: [KeyedText] = [],
            digest: Digest,
            isList: Bool
        ) {
            self.points = points
            self.modelMetrics = modelMetrics
            self.parameters = parameters
            self.tags = tags
            self.digest = digest
            self.isList = isList
        }
    }

    package func callAsFunction(
        _ asked: Request,
        into id: RunID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LoggedBatch> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        return try await store.log(asked.checked(), into: id, under: grant)
    }

    package func deleteTag(
        _ key: String,
        of id: RunID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RunInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        return try await store.deleteTag(key, ofRun: id, under: grant)
    }

    /// Adds a model's description in the way of clients before MLflow 3.
    package func model(
        _ record: JSONValue,
        of id: RunID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RunInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        let missing = ["artifact_path", "flavors", "utc_time_created", "run_id"].filter { record[$0] == nil }
        guard missing.isEmpty else {
            throw TrackingFault.refused(
                "Model json is missing mandatory fields: \(missing.joined(separator: ", "))"
            )
        }
        return try await store.appendModelRecord(record, toRun: id, under: grant)
    }

    /// Data and models that the run says it used; models must be logged already.
    package func inputs(
        _ draft: RunInputsDraft,
        of id: RunID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RunInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        return try await store.logInputs(try draft.checked(), ofRun: id, under: grant)
    }

    /// Models that the run made; they must be logged already.
    package func outputs(
        _ outputs: [ModelOutput],
        of id: RunID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RunInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        try TrackingCheck.count(outputs.count, TrackingLimits.inputsMax, "models")
        var last: [LoggedModelID: ModelOutput] = [:]
        for output in outputs { last[output.modelID] = output }
        let ordered = last.values.sorted { $0.modelID.prefixed < $1.modelID.prefixed }
        return try await store.logOutputs(ordered, ofRun: id, under: grant)
    }
}
