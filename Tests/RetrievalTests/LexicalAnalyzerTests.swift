import Testing

@testable import Retrieval

@Suite("Lexical analysis")
struct LexicalAnalyzerTests {
    @Test(
        "Text becomes these terms",
        arguments: [
            ("Fix CVE-2024-1 now", ["fix", "cve-2024-1", "cve", "2024", "1"]),
            ("see PROJ-123.", ["see", "proj-123", "proj", "123"]),
            ("v1.4.2", ["v1.4.2", "v1", "4", "2"]),
            ("max_retry_count", ["max_retry_count", "max", "retri", "count"]),
            ("getUserID", ["getuserid", "get", "user", "id"]),
            ("HTTPServer APIs", ["httpserver", "server", "api"]),
            ("long-term state-of-the-art", ["long", "term", "state", "art"]),
            ("Zoë's naïve CAFÉ e\u{301}cole", ["zoe", "naiv", "cafe", "ecol"]),
            ("Straße Łódź Ærø", ["strass", "lodz", "aero"]),
            ("C++ and C# or C+", ["c++", "c#", "c"]),
            ("don’t we're", []),
            ("ＡＢＣ １２３", ["abc", "123"]),
            ("日本語テスト", ["日本", "本語", "語テ", "テス", "スト"]),
            ("見 る", ["見", "る"]),
            ("한국어", ["한국", "국어"]),
            ("Привет МИР", ["привет", "мир"]),
            ("the of and", []),
            ("", []),
            ("... -- __ '' ", []),
        ] as [(String, [String])]
    )
    func terms(text: String, expected: [String]) {
        #expect(LexicalAnalyzer.words(of: text) == expected)
    }

    @Test("A question finds an identifier by its whole, by its parts and by another spelling of its capitals")
    func identifiers() {
        let text = LexicalAnalyzer.vector(of: "call OpenAPIGenerator.runAll on PROJ-42")
        for question in ["openapigenerator.runall", "generator", "proj-42", "PROJ", "runAll"] {
            #expect(LexicalAnalyzer.terms(of: question).contains(where: text.contains), "\(question)")
        }
    }

    @Test("A word longer than any word is skipped")
    func longWord() {
        #expect(LexicalAnalyzer.words(of: String(repeating: "x", count: 81) + " end").count == 1)
    }
}
