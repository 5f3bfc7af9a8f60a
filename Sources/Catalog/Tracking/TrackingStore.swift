package import Access
package import Identifiers

/// Where experiments, runs and logged models are kept. Every write leaves an audit entry in its transaction.
///
/// Reads return nil for what is not there; writes throw `TrackingFault` or `StoreFault`.
package protocol TrackingStore: Sendable {
    // MARK: Experiments

    func experiment(_ id: ExperimentID) async throws -> Experiment?
    func experiment(named name: String) async throws -> Experiment?
    func experiments(_ search: ExperimentSearch, page: SearchPageRequest) async throws -> Page<Experiment>
    func createExperiment(_ draft: ExperimentDraft, under grant: borrowing Grant) async throws -> Recorded<
        Experiment
    >
    func renameExperiment(_ id: ExperimentID, to name: String, under grant: borrowing Grant) async throws
        -> Recorded<Experiment>
    /// Deletes or restores the experiment, and with it the runs that live or were deleted with it.
    func setExperiment(_ id: ExperimentID, deleted: Bool, under grant: borrowing Grant) async throws
        -> Recorded<Experiment>
    /// A nil value removes the tag.
    func setTag(_ key: String, _ value: String?, ofExperiment id: ExperimentID, under grant: borrowing Grant)
        async throws -> Recorded<Experiment>

    // MARK: Runs

    func runInfo(_ id: RunID) async throws -> RunInfo?
    func run(_ id: RunID) async throws -> Run?
    func runs(_ search: RunSearch, page: SearchPageRequest) async throws -> Page<Run>
    func createRun(_ draft: RunDraft, under grant: borrowing Grant) async throws -> Recorded<RunInfo>
    func updateRun(_ id: RunID, _ changes: RunChanges, under grant: borrowing Grant) async throws
        -> Recorded<RunInfo>
    func setRun(_ id: RunID, deleted: Bool, under grant: borrowing Grant) async throws -> Recorded<RunInfo>
    /// All of the batch or nothing; in one round trip to the database unless the request has an idempotency key.
    func log(_ batch: RunBatch, into id: RunID, under grant: borrowing Grant) async throws -> Recorded<
        LoggedBatch
    >
    func deleteTag(_ key: String, ofRun id: RunID, under grant: borrowing Grant) async throws -> Recorded<
        RunInfo
    >
    /// Adds the description of a model in the way of clients before MLflow 3: to a list in a tag.
    func appendModelRecord(_ record: JSONValue, toRun id: RunID, under grant: borrowing Grant) async throws
        -> Recorded<RunInfo>

    // MARK: Inputs and outputs

    func logInputs(_ inputs: RunInputsDraft, ofRun id: RunID, under grant: borrowing Grant) async throws
        -> Recorded<RunInfo>
    func logOutputs(_ outputs: [ModelOutput], ofRun id: RunID, under grant: borrowing Grant) async throws
        -> Recorded<RunInfo>
    /// At most `TrackingLimits.datasetSummariesMax`.
    func datasetSummaries(of experiments: [ExperimentID]) async throws -> [DatasetSummary]

    // MARK: Metrics

    /// By timestamp, step, value; points logged twice once.
    func history(of key: String, ofRun id: RunID, page: SearchPageRequest) async throws -> Page<MetricPoint>
    func samples(_ sampling: MetricSampling) async throws -> [RunMetricPoint]

    // MARK: Logged models

    func loggedModelInfo(_ id: LoggedModelID) async throws -> LoggedModelInfo?
    func loggedModel(_ id: LoggedModelID) async throws -> LoggedModel?
    func loggedModels(_ search: LoggedModelSearch, page: SearchPageRequest) async throws -> Page<LoggedModel>
    func createLoggedModel(_ draft: LoggedModelDraft, under grant: borrowing Grant) async throws
        -> Recorded<LoggedModelInfo>
    func finalizeLoggedModel(_ id: LoggedModelID, as status: LoggedModel.Status, under grant: borrowing Grant)
        async throws -> Recorded<LoggedModelInfo>
    func deleteLoggedModel(_ id: LoggedModelID, under grant: borrowing Grant) async throws
        -> Recorded<LoggedModelInfo>
    func setTags(_ tags: [KeyedText], ofLoggedModel id: LoggedModelID, under grant: borrowing Grant)
        async throws
        -> Recorded<LoggedModelInfo>
    func deleteTag(_ key: String, ofLoggedModel id: LoggedModelID, under grant: borrowing Grant) async throws
        -> Recorded<LoggedModelInfo>
    func logParameters(
        _ parameters: [KeyedText],
        ofLoggedModel id: LoggedModelID,
        under grant: borrowing Grant
    )
        async throws -> Recorded<LoggedModelInfo>
}
