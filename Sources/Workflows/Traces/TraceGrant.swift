import Access
import Catalog

/// The permission to change a trace, asked of the owner that it has.
struct TraceGrant {
    let store: any TraceStore
    let gate: Gate

    /// A trace that nobody told of counts as the actor's own until the permission is there.
    func callAsFunction(
        _ action: Action,
        _ id: String,
        _ actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        let trace = try await store.traces([id]).first
        let team =
            if let trace { try await store.teams(of: [trace.experimentID])[trace.experimentID] ?? nil } else {
                GroupID?.none
            }
        let resource = Resource(
            .trace,
            name: id,
            ownerID: trace.map(\.createdBy) ?? actor.principalID,
            teamID: team
        )
        let grant = try gate.grant(actor, action, on: resource, request)
        guard trace != nil else { throw TrackingFault.noTrace(id) }
        return grant
    }
}
