/// What an import read, left out and met, over all of its batches.
package struct ImportSummary: Hashable, Sendable, Codable {
    /// Different problems kept one by one; further ones only add to `problemsNotListed`.
    package static let problemsListedMax = 500

    package private(set) var peopleRead = 0
    package private(set) var containersRead = 0
    package private(set) var messagesRead = 0
    package private(set) var deletionsRead = 0
    package private(set) var bytesRead = 0
    package private(set) var skipped: [SkipReason: Int] = [:]
    package private(set) var problems: [ImportProblem] = []
    package private(set) var problemsNotListed = 0

    package init() {}

    /// Counts a batch; equal problems are counted together.
    package mutating func add(_ batch: ExportBatch) {
        peopleRead += batch.people.count
        containersRead += batch.containers.count
        messagesRead += batch.messages.count
        deletionsRead += batch.deletions.count
        bytesRead = max(bytesRead, batch.progress.bytesRead)
        skipped.merge(batch.skipped, uniquingKeysWith: +)
        batch.problems.forEach { note($0) }
    }

    /// Joins the summary of another part of the same import, such as the run before an interruption.
    package mutating func merge(_ other: ImportSummary) {
        peopleRead += other.peopleRead
        containersRead += other.containersRead
        messagesRead += other.messagesRead
        deletionsRead += other.deletionsRead
        bytesRead += other.bytesRead
        skipped.merge(other.skipped, uniquingKeysWith: +)
        other.problems.forEach { note($0) }
        problemsNotListed += other.problemsNotListed
    }

    private mutating func note(_ problem: ImportProblem) {
        if let known = problems.firstIndex(where: {
            $0.kind == problem.kind && $0.member == problem.member && $0.detail == problem.detail
        }) {
            problems[known].count += problem.count
        } else if problems.count < Self.problemsListedMax {
            problems.append(problem)
        } else {
            problemsNotListed += problem.count
        }
    }
}

extension ImportSummary: CustomStringConvertible {
    /// Several lines of plain text for a terminal.
    package var description: String {
        var lines = [
            "read: \(messagesRead) messages, \(containersRead) channels, \(peopleRead) people, "
                + "\(deletionsRead) deletions"
        ]
        let left = SkipReason.allCases.compactMap { reason in
            skipped[reason].map { "  \($0) \(reason.explanation)" }
        }
        if !left.isEmpty { lines += ["skipped:"] + left }
        if !problems.isEmpty { lines += ["problems:"] + problems.map { Self.line($0) } }
        if problemsNotListed > 0 { lines.append("  and \(problemsNotListed) more") }
        return lines.joined(separator: "\n")
    }

    private static func line(_ problem: ImportProblem) -> String {
        let times = problem.count > 1 ? " (\(problem.count) times)" : ""
        let place = problem.member.map { " in \($0)" } ?? ""
        return "  \(problem.kind.rawValue)\(place): \(problem.detail)\(times)"
    }
}
