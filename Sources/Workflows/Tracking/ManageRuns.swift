package import Access
package import Catalog
import Identifiers

/// Begins runs, ends them, takes them away and brings them back.
package struct ManageRuns: Sendable {
    private let store: any TrackingStore
    private let gate: Gate

    package init(store: any TrackingStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// What a client says of a new run.
    package struct Request: Sendable {
        package var experimentID: ExperimentID
        package var name: String?
        /// Kept as a claim: whose run it is follows from who is authenticated.
        package var userClaim: String
        /// Milliseconds since 1970; nil: now.
        package var startedAtMs: Int64?
        package var tags: [KeyedText]

        package init(
            experimentID: ExperimentID,
            name: String?,
            userClaim: String,
            startedAtMs: Int64?,
            tags: [KeyedText]
        ) {
            self.experimentID = experimentID
            self.name = name
            self.userClaim = userClaim
            self.startedAtMs = startedAtMs
            self.tags = tags
        }
    }

    /// Gives back the run with its tags.
    package func create(
        _ asked: Request,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Run> {
        let grant = try gate.grant(
            actor,
            .runsCreate,
            on: Resource(.run, ownerID: actor.principalID),
            request
        )
        let draft = try Self.draft(asked, at: gate)
        let made = try await store.createRun(draft, under: grant)
        return made.map { Run(info: $0, tags: draft.tags) }
    }

    /// Changes status, end or name of an active run.
    package func update(
        _ id: RunID,
        _ changes: RunChanges,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RunInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        var changes = changes
        if changes.name?.isEmpty == true { changes.name = nil }
        if let name = changes.name {
            try TrackingCheck.length(name, TrackingLimits.nameLengthMax, "run_name")
        }
        return try await store.updateRun(id, changes, under: grant)
    }

    /// Hides the run; everything that was logged stays.
    package func delete(
        _ id: RunID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RunInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsRetire, id, actor, request)
        return try await store.setRun(id, deleted: true, under: grant)
    }

    /// Makes a deleted run active again.
    package func restore(
        _ id: RunID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RunInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsRetire, id, actor, request)
        return try await store.setRun(id, deleted: false, under: grant)
    }

    private static func draft(_ asked: Request, at gate: Gate) throws(TrackingFault) -> RunDraft {
        let now = gate.now
        let id = RunID.new(at: now)
        var tags = asked.tags
        let cut = try TrackingCheck.cut(&tags, to: TrackingLimits.tagLengthMax) { "tags[\($0)].key" }
        let given = asked.name.flatMap { $0.isEmpty ? nil : $0 }
        let tagged = tags[RunInfo.nameTag].flatMap { $0.isEmpty ? nil : $0 }
        if let given, let tagged, given != tagged {
            throw .refused(
                "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values "
                    + "(run_name='\(given)', mlflow.runName='\(tagged)')."
            )
        }
        let name = given ?? tagged ?? RunName.drawn(from: id)
        try TrackingCheck.length(name, TrackingLimits.nameLengthMax, "run_name")
        try TrackingCheck.length(asked.userClaim, TrackingLimits.userClaimLengthMax, "user_id")
        tags.append(KeyedText(key: RunInfo.nameTag, value: name))
        return RunDraft(
            id: id,
            experimentID: asked.experimentID,
            name: name,
            userClaim: asked.userClaim,
            startedAtMs: asked.startedAtMs ?? now.microseconds / 1000,
            tags: tags.ordered,
            truncatedKeys: cut
        )
    }
}
