import Access
import Corpus
import Identifiers
import Retrieval
import Synthesis
import TestSupport
import Testing

@testable import Workflows

@Suite("Questions are checked before anything is read")
struct AskRequestTests {
    private static let start = Instant(seconds: 1_767_225_600)

    private static let refused: [(request: AskRequest, field: String)] = [
        (AskRequest(question: ""), "question"), (AskRequest(question: " \n "), "question"),
        (AskRequest(question: String(repeating: "q", count: 2_001)), "question"),
        (AskRequest(question: "why\u{0}"), "question"), (AskRequest(question: "why?", limit: 0), "limit"),
        (AskRequest(question: "why?", limit: 21), "limit"),
        (AskRequest(question: "why?", limit: -1), "limit"),
        (AskRequest(question: "why?", mode: .generative), "mode"),
        (AskRequest(question: "why?", sources: []), "sources"),
        (AskRequest(question: "why?", sources: (0...100).map { "slack:\($0)" }), "sources"),
        (AskRequest(question: "why?", from: start, to: start), "to"),
        (AskRequest(question: "why?", from: start.advanced(bySeconds: 1), to: start), "to"),
    ]

    @Test("A question that cannot be answered names the field at fault", arguments: refused.indices)
    func refuses(index: Int) async throws {
        let (request, field) = Self.refused[index]
        let world = FakeCorpus()
        do {
            _ = try await world.answer(request, roles: [.employee])
            Issue.record("it was answered")
        } catch let error as InvalidInput {
            #expect(error.faults.map(\.field) == [field])
        }
        #expect(world.reads == 0)
    }

    @Test("Without the right to ask nothing is read", arguments: [Set<RoleName>(), [.admin]])
    func needsTheRight(roles: Set<RoleName>) async throws {
        let world = FakeCorpus()
        await #expect(throws: AccessDenied.self) {
            try await world.answer(AskRequest(question: "why?"), roles: roles)
        }
        #expect(world.reads == 0)
    }

    @Test("Over nothing the answer is that the evidence does not suffice")
    func emptyCorpus() async throws {
        let outcome = try await FakeCorpus().answer(AskRequest(question: "why?"), roles: [.employee])
        #expect(outcome.answer.status == .insufficientEvidence)
        #expect(outcome.answer.sentences.isEmpty)
        #expect(outcome.usage.passagesRead == 0)
        #expect(outcome.model.name == "fake")
    }

    @Test("At the limits a question is taken")
    func limits() async throws {
        let longest = AskRequest(
            question: String(repeating: "q", count: 2_000),
            sources: ["slack:acme"],
            from: Self.start,
            to: Self.start.advanced(bySeconds: 1),
            limit: 20,
            mode: .extractive
        )
        let outcome = try await FakeCorpus().answer(longest, roles: [.employee])
        #expect(outcome.answer.status == .insufficientEvidence)
    }
}
