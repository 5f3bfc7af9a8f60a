package import Access
package import Catalog

/// Says which run traces belong to and which prompts they made use of.
package struct LinkTraces: Sendable {
    private let store: any TraceStore
    private let runs: any TrackingStore
    private let gate: Gate

    package init(store: any TraceStore, runs: any TrackingStore, gate: Gate) {
        self.store = store
        self.runs = runs
        self.gate = gate
    }

    /// Who links must be allowed to see the traces and to change the run.
    package func link(
        _ traces: [String],
        toRun run: RunID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<TraceLinks> {
        let grant = try await RunGrant(store: runs, gate: gate)(.runsUpdate, run, actor, request)
        guard traces.count <= TraceLink.countMax else {
            throw TrackingFault.refused(
                "Cannot link more than \(TraceLink.countMax) traces to a run in a single request."
                    + " Provided \(traces.count) traces."
            )
        }
        try Self.check(ids: traces)
        for trace in try await store.traces(traces) {
            let team = try await store.teams(of: [trace.experimentID])[trace.experimentID] ?? nil
            let resource = Resource(.trace, name: trace.id, ownerID: trace.createdBy, teamID: team)
            try gate.check(actor, .tracesRead, on: resource)
        }
        return try await store.link(traces, to: [.run(run)], under: grant)
    }

    /// - Parameter prompts: Names and versions.
    package func link(
        _ trace: String,
        toPrompts prompts: [(name: String, version: String)],
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<TraceLinks> {
        let grant = try await TraceGrant(store: store, gate: gate)(.tracesWrite, trace, actor, request)
        guard prompts.count <= TraceLink.countMax else {
            throw InvalidInput("prompt_versions", "must name at most \(TraceLink.countMax) prompts")
        }
        for prompt in prompts
        where !(1...256).contains(prompt.name.utf8.count) || !(1...64).contains(prompt.version.utf8.count) {
            throw InvalidInput("prompt_versions", "must have names of 1 to 256 bytes and versions of 1 to 64")
        }
        let targets = prompts.map { TraceLink.prompt($0.name, version: $0.version) }
        return try await store.link([trace], to: targets, under: grant)
    }

    private static func check(ids: [String]) throws(InvalidInput) {
        guard ids.allSatisfy(TraceInfo.isID) else {
            throw InvalidInput("trace_ids", "must be ids of 1 to 64 letters, digits, '-' and '_'")
        }
    }
}
