package import Access

/// What changes about an evaluation dataset beside its records.
package enum EvaluationChange: Hashable, Sendable {
    case setTags([String: String])
    case deleteTag(String)
    case addExperiments([ExperimentID])
    case removeExperiments([ExperimentID])
    case delete
}

/// Evaluation datasets and their records.
package protocol EvaluationStore: Sendable {
    /// Nil for one that was deleted as well.
    func dataset(_ id: EvaluationDatasetID) async throws -> EvaluationDataset?
    func search(_ search: EvaluationSearch) async throws -> SearchPage<EvaluationDataset>
    /// In the order in which they were made, after the given one.
    func records(of id: EvaluationDatasetID, after: EvaluationRecordID?, limit: Int) async throws
        -> [EvaluationRecord]

    /// The dataset belongs to the team of its first experiment that has one.
    func create(
        name: String,
        tags: [String: String],
        experiments: [ExperimentID],
        under grant: borrowing Grant
    ) async throws -> Recorded<EvaluationDataset>
    func change(_ id: EvaluationDatasetID, _ change: EvaluationChange, under grant: borrowing Grant)
        async throws -> Recorded<EvaluationDataset>
    func upsert(
        _ records: [EvaluationRecordDraft],
        in id: EvaluationDatasetID,
        userClaim: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<EvaluationUpsert>
    /// Gives the number of those that were there.
    func deleteRecords(
        _ records: [EvaluationRecordID],
        of id: EvaluationDatasetID,
        under grant: borrowing Grant
    ) async throws -> Recorded<Int>
}
