/// One value of a metric at one step.
package struct MetricPoint: Hashable, Sendable {
    package var key: String
    /// Any double: infinities and NaN occur in training, and are stored as what they are.
    package var value: Double
    /// Milliseconds since 1970, by the client's clock; not negative.
    package var timestampMs: Int64
    package var step: Int64

    package init(key: String, value: Double, timestampMs: Int64, step: Int64) {
        self.key = key
        self.value = value
        self.timestampMs = timestampMs
        self.step = step
    }

    /// Whether this point is the latest of the metric rather than `other`: by step, then timestamp, then value, where
    /// NaN counts as zero.
    package func isLater(than other: MetricPoint) -> Bool {
        if step != other.step { return step > other.step }
        if timestampMs != other.timestampMs { return timestampMs > other.timestampMs }
        return (value.isNaN ? 0 : value) > (other.value.isNaN ? 0 : other.value)
    }
}

/// A point that measures a logged model, perhaps on some data that the client names.
package struct ModelMetricPoint: Hashable, Sendable {
    package var modelID: LoggedModelID
    package var runID: RunID
    package var point: MetricPoint
    package var datasetName: String?
    package var datasetDigest: String?

    package init(
        modelID: LoggedModelID,
        runID: RunID,
        point: MetricPoint,
        datasetName: String?,
        datasetDigest: String?
    ) {
        self.modelID = modelID
        self.runID = runID
        self.point = point
        self.datasetName = datasetName
        self.datasetDigest = datasetDigest
    }
}

/// A point of a metric of one of several runs.
package struct RunMetricPoint: Hashable, Sendable {
    package var runID: RunID
    package var point: MetricPoint

    package init(runID: RunID, point: MetricPoint) {
        self.runID = runID
        self.point = point
    }
}
