import ConnectorKit
import Corpus

/// The people and conversations of an export in batches, before any message; the first carries the survey's
/// problems.
struct SlackListBatches {
    private var people: ArraySlice<ExportedPerson>
    private var containers: ArraySlice<ExportedContainer>
    private var problems: [ImportProblem]
    private let recordsMax: Int
    private let start: ExportBatch

    init(_ survey: SlackSurvey, _ options: SlackImportOptions) {
        people = survey.directory.people[...]
        containers =
            survey.directory.containers.filter { options.includeDirectMessages || !$0.kind.isDirect }[...]
        problems = survey.problems
        recordsMax = options.limits.batchRecordsMax
        start = ExportBatch(
            checkpoint: ImportCheckpoint(fingerprint: survey.fingerprint, membersDone: 0),
            progress: ImportProgress(unitsTotal: survey.layout.messageFiles)
        )
    }

    /// Nil when all were given.
    mutating func next() -> ExportBatch? {
        guard !people.isEmpty || !containers.isEmpty || !problems.isEmpty else { return nil }
        var batch = start
        batch.problems = problems
        problems = []
        batch.people = Array(people.prefix(recordsMax))
        people = people.dropFirst(recordsMax)
        batch.containers = Array(containers.prefix(recordsMax))
        containers = containers.dropFirst(recordsMax)
        return batch
    }
}
