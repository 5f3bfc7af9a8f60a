/// A run with everything that was logged into it, its metrics with their latest points.
package struct Run: Hashable, Sendable {
    package var info: RunInfo
    /// By key.
    package var metrics: [MetricPoint]
    /// By key.
    package var parameters: [KeyedText]
    /// By key.
    package var tags: [KeyedText]
    package var datasetInputs: [DatasetInput]
    package var modelInputs: [LoggedModelID]
    package var modelOutputs: [ModelOutput]

    package init(
        info: RunInfo,
        metrics: [MetricPoint] = [],
        parameters: [KeyedText] = [],
        tags: [KeyedText] = [],
        datasetInputs: [DatasetInput] = [],
        modelInputs: [LoggedModelID] = [],
        modelOutputs: [ModelOutput] = []
    ) {
        self.info = info
        self.metrics = metrics
        self.parameters = parameters
        self.tags = tags
        self.datasetInputs = datasetInputs
        self.modelInputs = modelInputs
        self.modelOutputs = modelOutputs
    }
}

/// A logged model that a run made, and at which step of its training.
package struct ModelOutput: Hashable, Sendable, Codable {
    package var modelID: LoggedModelID
    package var step: Int64

    package init(modelID: LoggedModelID, step: Int64) {
        self.modelID = modelID
        self.step = step
    }
}
