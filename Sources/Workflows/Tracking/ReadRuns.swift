package import Access
package import Catalog

/// Looks at runs and at what was logged into them.
package struct ReadRuns: Sendable {
    private let store: any TrackingStore
    private let gate: Gate

    package init(store: any TrackingStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    package func run(_ id: RunID, by actor: Actor) async throws -> Run {
        try gate.check(actor, .runsRead, on: Resource(.run, name: id.hex))
        guard let run = try await store.run(id) else { throw TrackingFault.noRun(id.hex) }
        return run
    }

    package func search(
        _ filter: String?,
        in experiments: [ExperimentID],
        order: [String],
        view: LifecycleView,
        page: SearchPageRequest,
        by actor: Actor
    ) async throws -> Page<Run> {
        try gate.check(actor, .runsRead, on: Resource(.run))
        let search = RunSearch(
            experimentIDs: experiments,
            clauses: try SearchGrammar.runs.clauses(filter),
            order: try SearchGrammar.runs.order(order),
            view: view
        )
        guard !experiments.isEmpty else { return Page(items: [], next: nil) }
        return try await store.runs(search, page: page)
    }

    /// All points of a metric, by timestamp, step and value.
    package func history(
        of key: String,
        ofRun id: RunID,
        page: SearchPageRequest,
        by actor: Actor
    ) async throws -> Page<MetricPoint> {
        try gate.check(actor, .runsRead, on: Resource(.run, name: id.hex))
        return try await store.history(of: key, ofRun: id, page: page)
    }

    package func samples(_ sampling: MetricSampling, by actor: Actor) async throws -> [RunMetricPoint] {
        try gate.check(actor, .runsRead, on: Resource(.run))
        return try await store.samples(sampling)
    }

    /// The data that runs of the experiments used.
    package func datasets(of experiments: [ExperimentID], by actor: Actor) async throws -> [DatasetSummary] {
        try gate.check(actor, .runsRead, on: Resource(.run))
        return try await store.datasetSummaries(of: experiments)
    }
}
