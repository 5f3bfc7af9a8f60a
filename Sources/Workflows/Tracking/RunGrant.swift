import Access
import Catalog

/// The permission to change a run or a logged model, asked of the owner that it has.
struct RunGrant {
    let store: any TrackingStore
    let gate: Gate

    /// Whoever may look at runs is told that there is none.
    func callAsFunction(
        _ action: Action,
        _ id: RunID,
        _ actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        guard let run = try await store.runInfo(id) else {
            try gate.check(actor, .runsRead, on: Resource(.run, name: id.hex))
            throw TrackingFault.noRun(id.hex)
        }
        return try gate.grant(actor, action, on: run.resource, request)
    }

    func callAsFunction(
        _ action: Action,
        _ id: LoggedModelID,
        _ actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        guard let model = try await store.loggedModelInfo(id) else {
            try gate.check(actor, .runsRead, on: Resource(.run, name: id.prefixed))
            throw TrackingFault.noModel(id.prefixed)
        }
        return try gate.grant(actor, action, on: model.resource, request)
    }
}
