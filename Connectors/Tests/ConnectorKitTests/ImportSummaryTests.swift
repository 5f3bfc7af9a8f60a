import Corpus
import FoundationEssentials
import Testing

@testable import ConnectorKit

struct ImportSummaryTests {
    private func batch(skipped: [SkipReason: Int] = [:], problems: [ImportProblem] = []) -> ExportBatch {
        var batch = ExportBatch(
            checkpoint: ImportCheckpoint(fingerprint: "ab", membersDone: 1),
            progress: ImportProgress(bytesRead: 10)
        )
        batch.people = [ExportedPerson(nativeID: "U1", displayName: "Ann")]
        batch.deletions = [ExportedDeletion(containerNativeID: "C1", nativeID: "1.0")]
        batch.skipped = skipped
        batch.problems = problems
        return batch
    }

    private let problem = ImportProblem(kind: .textCut, member: "a.json", detail: "cut")

    @Test("batches add up and equal problems are counted together")
    func addsUp() {
        var summary = ImportSummary()
        summary.add(batch(skipped: [.notice: 2], problems: [problem]))
        summary.add(batch(skipped: [.notice: 1, .empty: 4], problems: [problem]))
        #expect(summary.peopleRead == 2)
        #expect(summary.deletionsRead == 2)
        #expect(summary.bytesRead == 10)
        #expect(summary.skipped == [.notice: 3, .empty: 4])
        #expect(summary.problems.map(\.count) == [2])
    }

    @Test("the parts of an interrupted import merge, and the summary survives coding")
    func mergesAndCodes() throws {
        var first = ImportSummary()
        first.add(batch(skipped: [.notice: 2], problems: [problem]))
        var second = first
        second.merge(first)
        #expect(second.skipped == [.notice: 4])
        #expect(second.bytesRead == 20)
        let decoded = try JSONDecoder().decode(ImportSummary.self, from: JSONEncoder().encode(second))
        #expect(decoded == second)
    }

    @Test("different problems are listed up to the limit and counted beyond it")
    func bounded() {
        var summary = ImportSummary()
        let many = (0..<600).map { ImportProblem(kind: .malformedFile, member: "\($0)", detail: "x") }
        summary.add(batch(problems: many))
        #expect(summary.problems.count == ImportSummary.problemsListedMax)
        #expect(summary.problemsNotListed == 100)
    }

    @Test("the text says what was read, what was skipped and why, and what went wrong")
    func text() {
        var summary = ImportSummary()
        summary.add(batch(skipped: [.notice: 2], problems: [problem, problem]))
        #expect(
            summary.description == """
                read: 0 messages, 0 channels, 1 people, 1 deletions
                skipped:
                  2 notices such as joins and leaves
                problems:
                  text_cut in a.json: cut (2 times)
                """
        )
    }
}
