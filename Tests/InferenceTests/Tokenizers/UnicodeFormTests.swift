import Testing

@testable import Inference

@Suite("Normalisation forms")
struct UnicodeFormTests {
    @Test(
        "Characters, marks in the wrong order, syllables and compatibility characters (UAX #15)",
        arguments: [
            ("a", "a", "a", "a", "a"),
            ("\u{E9}", "e\u{301}", "\u{E9}", "e\u{301}", "\u{E9}"),
            ("e\u{301}\u{323}", "e\u{323}\u{301}", "\u{1EB9}\u{301}", "e\u{323}\u{301}", "\u{1EB9}\u{301}"),
            ("\u{212B}", "A\u{30A}", "\u{C5}", "A\u{30A}", "\u{C5}"),
            ("\u{FB01}x", "\u{FB01}x", "\u{FB01}x", "fix", "fix"),
            ("\u{385}", "\u{A8}\u{301}", "\u{385}", " \u{308}\u{301}", " \u{308}\u{301}"),
            ("\u{1E9B}", "\u{17F}\u{307}", "\u{1E9B}", "s\u{307}", "\u{1E61}"),
            ("\u{D55C}", "\u{1112}\u{1161}\u{11AB}", "\u{D55C}", "\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
            (
                "\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", "\u{D55C}",
                "\u{1112}\u{1161}\u{11AB}",
                "\u{D55C}"
            ),
            ("\u{958}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}"),
        ]
    )
    func forms(text: String, decomposed: String, composed: String, wideDecomposed: String, wide: String) {
        func scalars(_ form: UnicodeForm) -> [UInt8] { form.normalize(Array(text.utf8)) }
        #expect(scalars(.decomposed) == Array(decomposed.utf8))
        #expect(scalars(.composed) == Array(composed.utf8))
        #expect(scalars(.compatibilityDecomposed) == Array(wideDecomposed.utf8))
        #expect(scalars(.compatibilityComposed) == Array(wide.utf8))
    }
}
