package import Access
package import Catalog
package import Identifiers

/// Keeps what people, programs and models think of a trace.
package struct JudgeTraces: Sendable {
    private let store: any TraceStore
    private let gate: Gate

    package init(store: any TraceStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    package func assessment(_ id: String, of trace: String, by actor: Actor) async throws -> TraceAssessment {
        _ = try await ReadTraces(store: store, gate: gate).trace(trace, by: actor)
        guard let found = try await store.assessment(id, of: trace) else {
            throw TrackingFault.noAssessment(id, of: trace)
        }
        return found
    }

    /// `content` as it travels. Its id is made here when it has none; times of the client are kept.
    package func add(
        _ content: [String: JSONValue],
        to trace: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<TraceAssessment> {
        let grant = try await TraceGrant(store: store, gate: gate)(.tracesWrite, trace, actor, request)
        let checked = try AssessmentCheck.complete(content, of: trace, at: grant.grantedAt)
        return try await store.addAssessment(checked, under: grant)
    }

    package func change(
        _ id: String,
        of trace: String,
        _ changes: TraceAssessmentChanges,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<TraceAssessment> {
        let grant = try await TraceGrant(store: store, gate: gate)(.tracesWrite, trace, actor, request)
        try AssessmentCheck.check(changes)
        return try await store.changeAssessment(id, of: trace, changes, under: grant)
    }

    /// An assessment that is not there is deleted without a fault.
    package func delete(
        _ id: String,
        of trace: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<TraceAssessment?> {
        let grant = try await TraceGrant(store: store, gate: gate)(.tracesWrite, trace, actor, request)
        return try await store.deleteAssessment(id, of: trace, under: grant)
    }
}
