import Corpus
import Testing

struct SentenceSplitterTests {
    private func sentences(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return SentenceSplitter.sentences(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(
        "text is cut where people would cut it",
        arguments: [
            ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
            ("it failed. we retried", ["it failed.", "we retried"]),
            ("Really?! Yes.", ["Really?!", "Yes."]),
            ("He said \"no.\" Then left.", ["He said \"no.\"", "Then left."]),
            ("Use 3.14 or v1.2.3 of a.b.c today.", ["Use 3.14 or v1.2.3 of a.b.c today."]),
            ("See https://a.b/c?d=e.f! Done.", ["See https://a.b/c?d=e.f!", "Done."]),
            ("Ask Dr. Lee, e.g. today. Or J. Doe.", ["Ask Dr. Lee, e.g. today.", "Or J. Doe."]),
            (
                "Meet at 5 p.m. tomorrow. At 6 p.m. We go.",
                ["Meet at 5 p.m. tomorrow.", "At 6 p.m.", "We go."]
            ),
            ("It was me and I. They left.", ["It was me and I.", "They left."]),
            ("Well... maybe. Hm... No.", ["Well... maybe.", "Hm...", "No."]),
            ("Say no. Go on.", ["Say no.", "Go on."]),
            ("今日は。元気？はい！", ["今日は。", "元気？", "はい！"]),
            ("彼は「はい。」と言った。", ["彼は「はい。」", "と言った。"]),
            ("क्या? हाँ। ठीक।", ["क्या?", "हाँ।", "ठीक।"]),
            ("هل؟ نعم۔ لا", ["هل؟", "نعم۔", "لا"]),
            ("1. First step. 2 more\n2. Second", ["1. First step.", "2 more", "2. Second"]),
            ("• one\n• two", ["• one", "• two"]),
            ("a line that was\nwrapped here.\nNext", ["a line that was\nwrapped here.", "Next"]),
            ("Title\n\nBody text", ["Title", "Body text"]),
            ("items:\nfirst", ["items:", "first"]),
            ("Run `a. b! c?` now. Ok.", ["Run `a. b! c?` now.", "Ok."]),
            ("See:\n```\nx = 1. y\nz\n```\nDone.", ["See:", "```\nx = 1. y\nz\n```", "Done."]),
            ("```never closed. x", ["```never closed. x"]),
            ("", []), (" \n ", []), ("...", ["..."]), ("a ` b. C", ["a ` b.", "C"]),
        ]
    )
    func cuts(text: String, expected: [String]) {
        #expect(sentences(text) == expected)
    }

    @Test("ranges are in order, apart from each other, and leave out nothing but white space")
    func covers() {
        var generator = Pseudorandom(seed: 7)
        let parts = [
            "a", "B", ".", "!", " ", "\n", "`", "```", "。", "é", "😀", "1", "e.g.", "\"", "…", "\t", "「", "」",
        ]
        for _ in 0..<500 {
            let text = (0..<40).map { _ in parts[Int(generator.next() % UInt64(parts.count))] }.joined()
            let bytes = Array(text.utf8)
            var covered = [Bool](repeating: false, count: bytes.count)
            var end = 0
            for range in SentenceSplitter.sentences(in: text) {
                #expect(range.lowerBound >= end && !range.isEmpty)
                #expect(String(validating: bytes[range], as: UTF8.self) != nil)
                end = range.upperBound
                for index in range { covered[index] = true }
            }
            #expect(bytes.indices.allSatisfy { covered[$0] || [0x20, 0x0A, 0x09].contains(bytes[$0]) })
        }
    }

    @Test(
        "long hostile text is cut in linear time",
        .timeLimit(.minutes(5)),
        arguments: ["`", "a.", ". ", "(", "...", "\n"]
    )
    func hostile(unit: String) {
        #expect(SentenceSplitter.sentences(in: String(repeating: unit, count: 100_000)).count <= 100_000)
    }
}

/// A small generator with a seed (SplitMix64), so that tests repeat.
struct Pseudorandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
