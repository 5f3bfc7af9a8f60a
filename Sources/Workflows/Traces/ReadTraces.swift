package import Access
package import Catalog

/// Looks at traces: everybody's in the experiments of the own team, elsewhere the own.
package struct ReadTraces: Sendable {
    /// Traces read with their spans by one request at most.
    package static let batchMax = 1_000
    /// Experiments searched at a time at most.
    package static let experimentsMax = 1_000

    private let store: any TraceStore
    private let gate: Gate

    package init(store: any TraceStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// Throws `AccessDenied` before it is told whether the trace exists.
    package func trace(_ id: String, by actor: Actor) async throws -> TraceInfo {
        let trace = try await store.traces([id]).first
        let team = if let trace { try await team(of: trace.experimentID) } else { GroupID?.none }
        let resource = Resource(
            .trace,
            name: id,
            ownerID: trace.map(\.createdBy) ?? actor.principalID,
            teamID: team
        )
        try gate.check(actor, .tracesRead, on: resource)
        guard let trace else { throw TrackingFault.noTrace(id) }
        return trace
    }

    /// Those of the traces that exist and the actor may see, in the order asked for.
    package func traces(_ ids: [String], by actor: Actor) async throws -> [TraceInfo] {
        guard ids.count <= Self.batchMax else {
            throw InvalidInput("trace_ids", "must name at most \(Self.batchMax) traces")
        }
        try gate.check(actor, .tracesRead, on: Resource(.trace, ownerID: actor.principalID))
        let found = try await store.traces(ids)
        let teams = try await store.teams(of: Array(Set(found.map(\.experimentID))))
        let visible = found.filter { trace in
            let resource = Resource(
                .trace,
                name: trace.id,
                ownerID: trace.createdBy,
                teamID: teams[trace.experimentID] ?? nil
            )
            return (try? gate.check(actor, .tracesRead, on: resource)) != nil
        }
        let byID = Dictionary(visible.map { ($0.id, $0) }) { first, _ in first }
        return ids.compactMap { byID[$0] }
    }

    /// JSON texts of the spans of traces that were read before, by trace.
    package func spans(of traces: [TraceInfo]) async throws -> [String: [String]] {
        try await store.spans(of: traces.map(\.id))
    }

    package func search(
        _ experiments: [ExperimentID],
        _ clauses: [SearchClause],
        _ order: [SearchOrder],
        limit: Int,
        after: [SearchPageToken.Key]?,
        by actor: Actor
    ) async throws -> SearchPage<TraceInfo> {
        guard experiments.count <= Self.experimentsMax else {
            throw InvalidInput("locations", "must name at most \(Self.experimentsMax) experiments")
        }
        try gate.check(actor, .tracesRead, on: Resource(.trace, ownerID: actor.principalID))
        let teams = try await store.teams(of: experiments)
        let whole = teams.filter { entry in
            (try? gate.check(actor, .tracesRead, on: Resource(.trace, teamID: entry.value))) != nil
        }
        let search = TraceSearch(
            experiments: Array(whole.keys),
            ownExperiments: teams.keys.filter { whole[$0] == nil },
            asker: actor.principalID,
            clauses: clauses,
            order: order,
            limit: limit,
            after: after
        )
        return try await store.search(search)
    }

    private func team(of experiment: ExperimentID) async throws -> GroupID? {
        try await store.teams(of: [experiment])[experiment] ?? nil
    }
}
