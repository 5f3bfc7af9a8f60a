/// What an experiment is made from.
package struct ExperimentDraft: Hashable, Sendable {
    package var name: String
    /// Nil: the place that this server keeps artifacts in.
    package var artifactLocation: String?
    package var tags: [KeyedText]

    package init(name: String, artifactLocation: String?, tags: [KeyedText]) {
        self.name = name
        self.artifactLocation = artifactLocation
        self.tags = tags
    }
}

/// What a run is made from.
package struct RunDraft: Hashable, Sendable {
    package var id: RunID
    package var experimentID: ExperimentID
    package var name: String
    package var userClaim: String
    package var startedAtMs: Int64
    /// In the order of the keys, each once, the run's name among them.
    package var tags: [KeyedText]
    /// The keys of values that were cut to the length that MLflow keeps.
    package var truncatedKeys: [String]

    package init(
        id: RunID,
        experimentID: ExperimentID,
        name: String,
        userClaim: String,
        startedAtMs: Int64,
        tags: [KeyedText],
        truncatedKeys: [String] = []
    ) {
        self.truncatedKeys = truncatedKeys
        self.id = id
        self.experimentID = experimentID
        self.name = name
        self.userClaim = userClaim
        self.startedAtMs = startedAtMs
        self.tags = tags
    }
}

/// What a client wants changed of a run; nil leaves a field as it is.
package struct RunChanges: Hashable, Sendable {
    package var status: RunInfo.Status?
    package var endedAtMs: Int64?
    package var name: String?

    package init(status: RunInfo.Status? = nil, endedAtMs: Int64? = nil, name: String? = nil) {
        self.status = status
        self.endedAtMs = endedAtMs
        self.name = name
    }
}

/// Data and models that a run used.
package struct RunInputsDraft: Hashable, Sendable {
    package var datasets: [DatasetInput]
    package var models: [LoggedModelID]

    package init(datasets: [DatasetInput], models: [LoggedModelID]) {
        self.datasets = datasets
        self.models = models
    }
}

/// What a logged model is made from.
package struct LoggedModelDraft: Hashable, Sendable {
    package var experimentID: ExperimentID
    package var name: String
    package var modelType: String
    package var sourceRunID: RunID?
    /// In the order of the keys, each once.
    package var parameters: [KeyedText]
    /// In the order of the keys, each once.
    package var tags: [KeyedText]

    package init(
        experimentID: ExperimentID,
        name: String,
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
