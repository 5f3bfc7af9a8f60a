import Testing

@testable import Retrieval
@testable import Synthesis

@Suite("Sentence quality")
struct SentenceQualityTests {
    @Test(
        "Sentences weigh what they say",
        arguments: [
            ("We decided to move the nightly build to the new cluster.", 1),
            ("The nightly build failed.", 0.8),
            ("Does anybody know why the nightly build failed again?", 0.4),
            ("Hi everybody, good morning team!", 0),
            ("Thanks a lot", 0), ("https://chat.example/a/b/c see there", 0),
            ("Fay has joined the channel", 0),
            ("0x1f 0x2e 0x3d 0x4c 77 12 99 1023 44", 0), ("ok", 0), ("", 0),
        ] as [(String, Double)]
    )
    func weights(text: String, weight: Double) {
        #expect(SentenceQuality.weight(of: text, terms: LexicalAnalyzer.terms(of: text)) == weight)
    }

    @Test("A pasted log is too long to quote")
    func tooLong() {
        let text = String(repeating: "worker started again ", count: 40)
        #expect(SentenceQuality.weight(of: text, terms: LexicalAnalyzer.terms(of: text)) == 0)
    }

    @Test(
        "Decisions and reasons are recognised as whole words",
        arguments: [
            ("Lunch is ready", 0), ("We agreed on Tuesday", 0.6), ("We decided this because of costs", 1),
            ("The undecided voters", 0), ("We'll see, because: reasons.", 1),
        ] as [(String, Double)]
    )
    func cues(text: String, strength: Double) {
        #expect(DecisionCues.strength(in: text) == strength)
    }
}
