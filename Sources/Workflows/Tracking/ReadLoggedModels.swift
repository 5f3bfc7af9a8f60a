package import Access
package import Catalog

/// Looks at logged models.
package struct ReadLoggedModels: Sendable {
    private let store: any TrackingStore
    private let gate: Gate

    package init(store: any TrackingStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// A deleted one only when `allowingDeleted`.
    package func model(_ id: LoggedModelID, allowingDeleted: Bool, by actor: Actor) async throws
        -> LoggedModel
    {
        try gate.check(actor, .runsRead, on: Resource(.run, name: id.prefixed))
        guard let model = try await store.loggedModel(id), allowingDeleted || model.info.deletedAt == nil
        else {
            throw TrackingFault.noModel(id.prefixed)
        }
        return model
    }

    /// `order` holds the name of a field, whether it descends, and perhaps on which data a metric was measured.
    package func search(
        _ filter: String?,
        in experiments: [ExperimentID],
        datasets: [LoggedModelSearch.Dataset],
        order: [LoggedModelSearch.Order],
        page: SearchPageRequest,
        by actor: Actor
    ) async throws -> Page<LoggedModel> {
        try gate.check(actor, .runsRead, on: Resource(.run))
        let search = LoggedModelSearch(
            experimentIDs: experiments,
            clauses: try SearchGrammar.loggedModels.clauses(filter),
            datasets: datasets,
            order: order
        )
        guard !experiments.isEmpty else { return Page(items: [], next: nil) }
        return try await store.loggedModels(search, page: page)
    }
}
