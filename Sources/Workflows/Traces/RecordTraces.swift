package import Access
package import Catalog
import Identifiers

/// Takes in traces and their spans, tags them and deletes them.
package struct RecordTraces: Sendable {
    /// Spans of one request at most.
    package static let spansMax = 10_000
    /// Traces deleted by one request at most.
    package static let deletedMax = 1_000

    private let store: any TraceStore
    private let gate: Gate

    package init(store: any TraceStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// The trace's `createdBy` is taken from the actor, whatever it says.
    package func record(_ trace: TraceInfo, by actor: Actor, _ request: RequestContext) async throws
        -> Recorded<TraceInfo>
    {
        let team = try await team(of: trace.experimentID, actor)
        let resource = Resource(.trace, name: trace.id, ownerID: actor.principalID, teamID: team)
        let grant = try gate.grant(actor, .tracesWrite, on: resource, request)
        guard TraceInfo.isID(trace.id) else {
            throw InvalidInput("trace_id", "must have 1 to 64 letters, digits, '-' and '_'")
        }
        var trace = trace
        trace.createdBy = actor.principalID
        trace.assessments = try trace.assessments.map { content in
            let assessment = try AssessmentCheck.complete(
                content.object ?? [:],
                of: trace.id,
                at: grant.grantedAt
            )
            return .object(assessment.content)
        }
        return try await store.record(trace, under: grant)
    }

    /// Keeps spans, making the traces that they name and nobody told of before.
    package func add(
        _ spans: [TraceSpan],
        to experiment: ExperimentID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<SpanReceipt> {
        let team = try await team(of: experiment, actor)
        let resource = Resource(.trace, ownerID: actor.principalID, teamID: team)
        let grant = try gate.grant(actor, .tracesWrite, on: resource, request)
        guard !spans.isEmpty else { throw InvalidInput("spans", "must hold at least one span") }
        guard spans.count <= Self.spansMax else {
            throw InvalidInput("spans", "must hold at most \(Self.spansMax) spans")
        }
        return try await store.addSpans(spans, to: experiment, under: grant)
    }

    package func setTag(
        _ key: String,
        to value: String?,
        of id: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<TraceInfo> {
        let grant = try await TraceGrant(store: store, gate: gate)(.tracesWrite, id, actor, request)
        guard (1...250).contains(key.unicodeScalars.count) else {
            throw InvalidInput("key", "must have 1 to 250 characters")
        }
        guard value.map({ $0.unicodeScalars.count <= 8_000 }) ?? true else {
            throw InvalidInput("value", "must have at most 8000 characters")
        }
        return try await store.setTag(key, to: value, of: id, under: grant)
    }

    /// Who is not of the experiment's team deletes only what is the own.
    package func delete(
        _ selection: TraceSelection,
        of experiment: ExperimentID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<DeletedTraces> {
        var owner: PrincipalID?
        if case .ids(let ids) = selection {
            guard ids.count <= Self.deletedMax else {
                throw InvalidInput("request_ids", "must name at most \(Self.deletedMax) traces")
            }
            let owners = Set(try await store.traces(ids).map(\.createdBy))
            owner = owners.count <= 1 ? owners.first ?? actor.principalID : nil
        }
        let team = try await store.teams(of: [experiment])[experiment] ?? nil
        let resource = Resource(.trace, name: "\(experiment)", ownerID: owner, teamID: team)
        let grant = try gate.grant(actor, .tracesRetire, on: resource, request)
        return try await store.deleteTraces(selection, of: experiment, under: grant)
    }

    /// Throws when the experiment does not exist; who may not write learns only that.
    private func team(of experiment: ExperimentID, _ actor: Actor) async throws -> GroupID? {
        guard let team = try await store.teams(of: [experiment])[experiment] else {
            let resource = Resource(.trace, ownerID: actor.principalID)
            try gate.check(actor, .tracesWrite, on: resource)
            throw StoreFault.notFound(what: "Experiment \(experiment)")
        }
        return team
    }
}
