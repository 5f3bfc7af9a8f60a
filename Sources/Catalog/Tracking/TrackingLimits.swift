/// What one request may hold, as MLflow's clients expect it.
package enum TrackingLimits {
    package static let metricsMax = 1_000
    package static let parametersMax = 100
    package static let tagsMax = 100
    /// Metrics, parameters and tags together.
    package static let entitiesMax = 1_000
    package static let inputsMax = 1_000
    /// In Unicode scalars, like all lengths here.
    package static let keyLengthMax = 250
    /// Longer values are cut and the audit entry says so: clients rely on being able to send them.
    package static let parameterLengthMax = 6_000
    /// Longer values are cut and the audit entry says so: clients rely on being able to send them.
    package static let tagLengthMax = 8_000
    package static let experimentTagLengthMax = 20_000
    package static let experimentNameLengthMax = 500
    package static let nameLengthMax = 500
    package static let userClaimLengthMax = 256
    package static let artifactLocationLengthMax = 2_000
    /// A claim of MLflow has 36 at most; a full SHA-256 with its prefix has 71.
    package static let datasetDigestLengthMax = 80
    package static let datasetSourceLengthMax = 65_535
    package static let datasetSchemaLengthMax = 1_048_575
    package static let datasetProfileLengthMax = 16_777_215
    package static let inputTagKeyLengthMax = 255
    package static let inputTagLengthMax = 500
    package static let searchPageMax = 50_000
    package static let historyPageMax = 25_000
    package static let historyRunsMax = 100
    package static let samplesMax = 2_500
    package static let datasetSummariesMax = 1_000
}
