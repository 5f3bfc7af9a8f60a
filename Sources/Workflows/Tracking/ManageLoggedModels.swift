package import Access
package import Catalog
import Identifiers

/// Makes logged models and changes what is known of them.
package struct ManageLoggedModels: Sendable {
    private let store: any TrackingStore
    private let gate: Gate

    package init(store: any TrackingStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// What a client says of a new logged model.
    package struct Request: Sendable {
        package var experimentID: ExperimentID
        /// Nil: a name is drawn.
        package var name: String?
        package var modelType: String
        package var sourceRunID: RunID?
        package var parameters: [KeyedText]
        package var tags: [KeyedText]

        package init(
            experimentID: ExperimentID,
            name: String?,
            modelType: String,
            sourceRunID: RunID?,
            parameters: [KeyedText],
            tags: [KeyedText]
        ) {
            self.experimentID = experimentID
            self.name = name
            self.modelType = modelType
            self.sourceRunID = sourceRunID
            self.parameters = parameters
            self.tags = tags
        }
    }

    package func create(
        _ asked: Request,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LoggedModel> {
        let resource = Resource(.run, name: asked.name, ownerID: actor.principalID)
        let grant = try gate.grant(actor, .runsCreate, on: resource, request)
        let name = asked.name ?? RunName.drawn(from: RunID.new(at: gate.now))
        try Self.check(name: name)
        try TrackingCheck.length(asked.modelType, TrackingLimits.nameLengthMax, "model_type")
        let draft = LoggedModelDraft(
            experimentID: asked.experimentID,
            name: name,
            modelType: asked.modelType,
            sourceRunID: asked.sourceRunID,
            parameters: try Self.checked(asked.parameters, TrackingLimits.parameterLengthMax, "params"),
            tags: try Self.checked(asked.tags, TrackingLimits.tagLengthMax, "tags")
        )
        return try await store.createLoggedModel(draft, under: grant).map {
            LoggedModel(info: $0, parameters: draft.parameters, tags: draft.tags)
        }
    }

    /// Ends the upload: the model is ready, or its upload failed.
    package func finalize(
        _ id: LoggedModelID,
        as status: LoggedModel.Status,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LoggedModelInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        return try await store.finalizeLoggedModel(id, as: status, under: grant)
    }

    /// Hides the model; what was registered from it keeps its files.
    package func delete(
        _ id: LoggedModelID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LoggedModelInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsRetire, id, actor, request)
        return try await store.deleteLoggedModel(id, under: grant)
    }

    package func setTags(
        _ tags: [KeyedText],
        of id: LoggedModelID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LoggedModelInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        let checked = try Self.checked(tags, TrackingLimits.tagLengthMax, "tags")
        return try await store.setTags(checked, ofLoggedModel: id, under: grant)
    }

    package func deleteTag(
        _ key: String,
        of id: LoggedModelID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LoggedModelInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        return try await store.deleteTag(key, ofLoggedModel: id, under: grant)
    }

    package func logParameters(
        _ parameters: [KeyedText],
        of id: LoggedModelID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<LoggedModelInfo> {
        let grant = try await RunGrant(store: store, gate: gate)(.runsUpdate, id, actor, request)
        let checked = try Self.checked(parameters, TrackingLimits.parameterLengthMax, "params")
        return try await store.logParameters(checked, ofLoggedModel: id, under: grant)
    }

    private static func check(name: String) throws(TrackingFault) {
        try TrackingCheck.length(name, TrackingLimits.nameLengthMax, "name")
        let forbidden = name.first { "/:.%\"'".contains($0) }
        guard !name.isEmpty, forbidden == nil else {
            throw .refused(
                "Invalid model name ('\(name)') provided. Model name must be a non-empty string and cannot contain the "
                    + "following characters: '/', ':', '.', '%', '\"', \"'\""
            )
        }
    }

    private static func checked(
        _ texts: [KeyedText],
        _ lengthMax: Int,
        _ list: String
    ) throws(TrackingFault) -> [KeyedText] {
        try TrackingCheck.count(texts.count, TrackingLimits.entitiesMax, list)
        var texts = texts
        _ = try TrackingCheck.cut(&texts, to: lengthMax) { "\(list)[\($0)].key" }
        return texts.ordered
    }
}
