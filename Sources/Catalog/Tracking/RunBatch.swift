package import Identifiers

/// What one request logs into a run, checked.
package struct RunBatch: Hashable, Sendable {
    /// One for each key, in the order of the keys.
    package var series: [MetricSeries]
    package var modelMetrics: [ModelMetricPoint]
    /// In the order of the keys, each once.
    package var parameters: [KeyedText]
    /// In the order of the keys, each once.
    package var tags: [KeyedText]
    /// The keys of values that were cut to the length that MLflow keeps.
    package var truncatedKeys: [String]
    /// Of the request as the client sent it.
    package var digest: Digest

    package init(
        series: [MetricSeries] = [],
        modelMetrics: [ModelMetricPoint] = [],
        parameters: [KeyedText] = [],
        tags: [KeyedText] = [],
        truncatedKeys: [String] = [],
        digest: Digest
    ) {
        self.series = series
        self.modelMetrics = modelMetrics
        self.parameters = parameters
        self.tags = tags
        self.truncatedKeys = truncatedKeys
        self.digest = digest
    }

    package var metricCount: Int { series.reduce(0) { $0 + $1.values.count } }
}

/// What a request logged into a run, in numbers.
package struct LoggedBatch: Hashable, Sendable, Codable {
    package var runID: RunID
    package var metricCount: Int
    package var parameterCount: Int
    package var tagCount: Int
    /// Of the request as the client sent it.
    package var digest: Digest

    package init(runID: RunID, _ batch: RunBatch) {
        self.runID = runID
        metricCount = batch.metricCount
        parameterCount = batch.parameters.count
        tagCount = batch.tags.count
        digest = batch.digest
    }
}
