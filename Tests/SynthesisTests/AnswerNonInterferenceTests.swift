import Corpus
import Testing

@testable import Retrieval
@testable import Synthesis

@Suite("An answer shows nothing of what its reader may not see")
struct AnswerNonInterferenceTests {
    private static let subjects = [
        "queue", "ledger", "gateway", "backup", "certificate", "cluster", "invoice",
    ]
    private static let actions = [
        "was replaced", "loses jobs", "will be retired", "needs a restart", "was approved",
    ]
    private static let reasons = [
        "because it was slow", "after the audit", "in the spring release", "for all customers",
    ]

    @Test("Text, counts and confidence are the same with and without the invisible chunks", arguments: 0..<12)
    func invisibleChunksChangeNothing(seed: UInt64) async throws {
        var generator = SystemlessGenerator(state: seed)
        var talk = Conversation()
        for id in 1...80 {
            let line =
                "\(["Ada", "Ben", "Cho"].randomElement(using: &generator) ?? "Ada"): The "
                + "\(Self.subjects.randomElement(using: &generator) ?? "") "
                + "\(Self.actions.randomElement(using: &generator) ?? "") "
                + "\(Self.reasons.randomElement(using: &generator) ?? "")."
            talk.say(
                chunk: Int64(id),
                in: Int64.random(in: 0..<6, using: &generator),
                at: Int64.random(in: 1_770_000_000..<1_772_000_000, using: &generator),
                line
            )
        }
        let everything = AccessSet(containerIDs: Set(0..<6))
        let mine = AccessSet(containerIDs: Set([0, 1].map { Int64($0 + Int(seed % 4)) }))
        for embedder in [nil, WordEmbedder()] {
            let whole = try talk.index(of: everything, embedder: embedder)
            for question in [
                "Why was the queue replaced?", "certificate audit", "What is the capital of France?",
            ] {
                let seen = try await talk.answer(question, within: mine, index: whole, embedder: embedder)
                let alone = try await talk.answer(question, within: mine, embedder: embedder)
                #expect(seen == alone)
            }
        }
    }
}

/// A linear congruential generator (Knuth's MMIX constants), the same sentences for the same seed.
private struct SystemlessGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
