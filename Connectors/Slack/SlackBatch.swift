import ConnectorKit
import Corpus

/// A batch while it grows: at most one record for each message, the last word winning.
struct SlackBatch {
    private(set) var messages: [ExportedMessage?] = []
    private(set) var deletions: [ExportedDeletion] = []
    private(set) var people: [ExportedPerson] = []
    private(set) var skipped: [SkipReason: Int] = [:]
    private var positions: [RevisionLedger.Key: Int] = [:]
    private var problems: [ImportProblem] = []
    private var problemPositions: [ProblemKey: Int] = [:]

    private struct ProblemKey: Hashable {
        var kind: ImportProblem.Kind
        var member: String?
        var detail: String
    }

    var recordCount: Int { messages.count + deletions.count }

    mutating func put(_ message: ExportedMessage, key: RevisionLedger.Key) {
        if let known = positions[key] {
            messages[known] = message
        } else {
            positions[key] = messages.count
            messages.append(message)
        }
    }

    mutating func put(_ deletion: ExportedDeletion, key: RevisionLedger.Key) {
        if let known = positions[key] { messages[known] = nil }
        deletions.append(deletion)
    }

    mutating func put(_ person: ExportedPerson) { people.append(person) }

    mutating func skip(_ reason: SkipReason, count: Int = 1) { skipped[reason, default: 0] += count }

    mutating func note(_ problem: ImportProblem) {
        let key = ProblemKey(kind: problem.kind, member: problem.member, detail: problem.detail)
        if let known = problemPositions[key] {
            problems[known].count += problem.count
        } else {
            problemPositions[key] = problems.count
            problems.append(problem)
        }
    }

    func finished(checkpoint: ImportCheckpoint, progress: ImportProgress) -> ExportBatch {
        var batch = ExportBatch(checkpoint: checkpoint, progress: progress)
        batch.people = people
        batch.messages = messages.compactMap { $0 }
        batch.deletions = deletions
        batch.skipped = skipped
        batch.problems = problems
        return batch
    }
}
