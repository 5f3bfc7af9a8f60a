package import Access
package import Catalog

/// Looks at experiments.
package struct ReadExperiments: Sendable {
    private let store: any TrackingStore
    private let gate: Gate

    package init(store: any TrackingStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    package func experiment(_ id: ExperimentID, by actor: Actor) async throws -> Experiment {
        try gate.check(actor, .experimentsRead, on: Resource(.experiment, name: id.description))
        guard let experiment = try await store.experiment(id) else {
            throw TrackingFault.noExperiment(id.description)
        }
        return experiment
    }

    package func experiment(named name: String, by actor: Actor) async throws -> Experiment {
        try gate.check(actor, .experimentsRead, on: Resource(.experiment, name: name))
        guard let experiment = try await store.experiment(named: name) else {
            throw TrackingFault.noExperiment(named: name)
        }
        return experiment
    }

    package func search(
        _ filter: String?,
        order: [String],
        view: LifecycleView,
        page: SearchPageRequest,
        by actor: Actor
    ) async throws -> Page<Experiment> {
        try gate.check(actor, .experimentsRead, on: Resource(.experiment))
        let search = ExperimentSearch(
            clauses: try SearchGrammar.experiments.clauses(filter),
            order: try SearchGrammar.experiments.order(order),
            view: view
        )
        return try await store.experiments(search, page: page)
    }
}
