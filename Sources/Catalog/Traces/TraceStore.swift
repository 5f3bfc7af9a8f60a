package import Access

/// Traces of instrumented programs, by experiment.
package protocol TraceStore: Sendable {
    /// The owning teams of those of the experiments that exist and are not deleted; nil inside for nobody's.
    func teams(of experiments: [ExperimentID]) async throws -> [ExperimentID: GroupID?]
    /// Without those that do not exist or were deleted.
    func traces(_ ids: [String]) async throws -> [TraceInfo]
    /// Contents of the spans by trace, in the order in which they began.
    func spans(of ids: [String]) async throws -> [String: [String]]
    func search(_ search: TraceSearch) async throws -> SearchPage<TraceInfo>

    /// Tells of a trace; what its spans told before is completed. A deleted trace's id is refused.
    func record(_ trace: TraceInfo, under grant: borrowing Grant) async throws -> Recorded<TraceInfo>
    /// Keeps spans, and tells of their traces what spans can tell where nobody did. All or nothing.
    func addSpans(_ spans: [TraceSpan], to experiment: ExperimentID, under grant: borrowing Grant)
        async throws
        -> Recorded<SpanReceipt>
    /// Nil deletes the tag, which must be there.
    func setTag(_ key: String, to value: String?, of id: String, under grant: borrowing Grant) async throws
        -> Recorded<TraceInfo>
    /// Nothing of a deleted trace is kept but that it was.
    func deleteTraces(_ selection: TraceSelection, of experiment: ExperimentID, under grant: borrowing Grant)
        async throws -> Recorded<DeletedTraces>

    /// Nil when the trace has no such assessment.
    func assessment(_ id: String, of trace: String) async throws -> TraceAssessment?
    /// The one that it overrides must be the trace's, and is valid no longer.
    func addAssessment(_ assessment: TraceAssessment, under grant: borrowing Grant) async throws -> Recorded<
        TraceAssessment
    >
    func changeAssessment(
        _ id: String,
        of trace: String,
        _ changes: TraceAssessmentChanges,
        under grant: borrowing Grant
    ) async throws -> Recorded<TraceAssessment>
    /// The one that it overrode is valid again. Gives back nil when there is none, which is no fault.
    func deleteAssessment(_ id: String, of trace: String, under grant: borrowing Grant) async throws
        -> Recorded<TraceAssessment?>

    /// Says that the traces belong to a run, or made use of prompts. What is linked already is no fault, and a trace may
    /// be told of later.
    func link(_ traces: [String], to targets: [TraceLink], under grant: borrowing Grant) async throws
        -> Recorded<TraceLinks>
}
