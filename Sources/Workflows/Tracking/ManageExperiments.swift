package import Access
package import Catalog

/// Makes experiments and changes what is known of them.
package struct ManageExperiments: Sendable {
    private let store: any TrackingStore
    private let gate: Gate

    package init(store: any TrackingStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// `artifactLocation` nil keeps artifacts on this server.
    package func create(
        name: String,
        artifactLocation: String?,
        tags: [KeyedText],
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Experiment> {
        let resource = Resource(.experiment, name: name, ownerID: actor.principalID)
        let grant = try gate.grant(actor, .experimentsCreate, on: resource, request)
        try Self.check(name: name)
        for tag in tags { try Self.check(tag) }
        let draft = ExperimentDraft(
            name: name,
            artifactLocation: try artifactLocation.map(Self.checked),
            tags: tags.ordered
        )
        return try await store.createExperiment(draft, under: grant)
    }

    /// Names are unique among all experiments, the deleted included.
    package func rename(
        _ id: ExperimentID,
        to name: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Experiment> {
        let grant = try await grant(.experimentsUpdate, id, actor, request)
        try Self.check(name: name)
        return try await store.renameExperiment(id, to: name, under: grant)
    }

    /// Deletes the experiment and its active runs; `Default` stays.
    package func delete(
        _ id: ExperimentID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Experiment> {
        guard id != .byDefault else {
            try gate.check(actor, .experimentsRead, on: Resource(.experiment, name: "Default"))
            throw TrackingFault.refused(
                "Cannot delete the default experiment '0'. This is an internally reserved resource."
            )
        }
        let grant = try await grant(.experimentsRetire, id, actor, request)
        return try await store.setExperiment(id, deleted: true, under: grant)
    }

    /// Brings back the experiment and the runs that went with it.
    package func restore(
        _ id: ExperimentID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Experiment> {
        let grant = try await grant(.experimentsRetire, id, actor, request)
        return try await store.setExperiment(id, deleted: false, under: grant)
    }

    /// A nil value removes the tag.
    package func setTag(
        _ key: String,
        _ value: String?,
        of id: ExperimentID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Experiment> {
        let grant = try await grant(.experimentsUpdate, id, actor, request)
        try Self.check(KeyedText(key: key, value: value ?? ""))
        return try await store.setTag(key, value, ofExperiment: id, under: grant)
    }

    /// Whoever may look at experiments is told that there is none.
    private func grant(
        _ action: Action,
        _ id: ExperimentID,
        _ actor: Actor,
        _ request: RequestContext
    ) async throws -> Grant {
        guard let experiment = try await store.experiment(id) else {
            try gate.check(actor, .experimentsRead, on: Resource(.experiment, name: id.description))
            throw TrackingFault.noExperiment(id.description)
        }
        return try gate.grant(actor, action, on: experiment.resource, request)
    }
}

// MARK: Checks

extension ManageExperiments {
    private static func check(name: String) throws(TrackingFault) {
        guard !name.isEmpty else { throw .refused("Invalid experiment name: ''") }
        try TrackingCheck.length(name, TrackingLimits.experimentNameLengthMax, "name")
    }

    private static func check(_ tag: KeyedText) throws(TrackingFault) {
        try TrackingCheck.key(tag.key, "key")
        try TrackingCheck.length(tag.value, TrackingLimits.experimentTagLengthMax, "value")
    }

    /// Artifacts on this server always lie under the experiment's number, where access to them is guarded.
    private static func checked(location: String) throws(TrackingFault) -> String {
        try TrackingCheck.length(location, TrackingLimits.artifactLocationLengthMax, "artifact_location")
        let scheme = location.prefix { $0 != ":" }.lowercased()
        let isPlain = location.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        guard scheme.utf8.count > 1, scheme != location.lowercased(), isPlain,
            !location.split(separator: "/").contains(".."), !location.contains(where: { "?#\\".contains($0) })
        else {
            throw .refused(
                "Invalid artifact location: '\(location)'. Send a URI such as s3://bucket/folder, or none."
            )
        }
        guard scheme != "runs", scheme != "models" else {
            throw .refused("Artifact location cannot be a \(scheme):/ URI. Given: '\(location)'")
        }
        guard scheme != "mlflow-artifacts" else {
            throw .refused(
                "Artifact location '\(location)' cannot be chosen: leave artifact_location out, and the artifacts are "
                    + "kept under the experiment's own number."
            )
        }
        return location.hasSuffix("/") ? String(location.dropLast()) : location
    }
}
