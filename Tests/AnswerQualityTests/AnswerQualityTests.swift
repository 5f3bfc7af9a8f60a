import FoundationEssentials
import Identifiers
import Inference
import LocalModels
import Logging
import Retrieval
import Synthesis
import Tensors
import Testing

private let modelDirectory = ProcessInfo.processInfo.environment["ASSAY_EMBEDDING_MODEL"]

@Suite("Answers about the sample workspace")
struct AnswerQualityTests {
    /// How often the judged questions went well.
    private struct Tally {
        var answered = 0
        var right = 0
        var rightFirst = 0
    }

    @Test("By words alone most judged questions are answered, and nothing else is")
    func byWords() async throws {
        let workspace = try await SampleWorkspace(embedder: nil)
        let tally = try await tally(workspace)
        #expect(tally.answered >= 33 && tally.right >= 33 && tally.rightFirst >= 24, "\(tally)")
        try await expectSilence(workspace)
    }

    @Test(
        "With the embedding model the answer opens two of three replies, and nothing else is answered",
        .enabled(if: modelDirectory != nil, "ASSAY_EMBEDDING_MODEL names no model directory")
    )
    func byMeaning() async throws {
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        let embedder = try await LocalEmbedder.load(
            directory: try #require(modelDirectory),
            backend: ProcessorBackend(pool: pool),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { Instant(seconds: 0) }
        ) { digests in
            .admitted(ModelIdentity(name: "published", version: "1", digest: digests.weights))
        }
        let workspace = try await SampleWorkspace(embedder: embedder)
        let tally = try await tally(workspace)
        #expect(tally.answered >= 40 && tally.right >= 40 && tally.rightFirst >= 31, "\(tally)")
        try await expectSilence(workspace)
    }

    private func tally(_ workspace: SampleWorkspace) async throws -> Tally {
        var tally = Tally()
        for question in JudgedQuestions.answerable {
            let answer = try await workspace.answer(question.text, asker: question.asker)
            let places = answer.sentences.indices.filter { index in
                question.expected.contains { answer.sentences[index].text.contains($0) }
            }
            tally.answered += answer.status == .insufficientEvidence ? 0 : 1
            tally.right += places.isEmpty ? 0 : 1
            tally.rightFirst += places.first == 0 ? 1 : 0
        }
        return tally
    }

    /// Nothing is shown as answered, and what the employee may not see is not even hinted at.
    private func expectSilence(_ workspace: SampleWorkspace) async throws {
        for question in JudgedQuestions.unanswerable {
            let answer = try await workspace.answer(question, asker: JudgedQuestions.employee)
            #expect(answer.status != .answered, "\(question)")
            #expect(answer.citations.allSatisfy { !$0.quote.contains("Gullwing") }, "\(question)")
        }
    }
}
