import Testing

@Suite("Swift source is cut into tokens")
struct SwiftLexerTests {
    private func shown(_ text: String) -> [String] {
        SwiftLexer.tokens(of: text).map { token in
            switch token.kind {
            case .word, .symbol: token.text
            case .string: "<\(token.text)>"
            case .comment: "{\(token.text)}"
            }
        }
    }

    @Test(
        "Each kind of literal and comment ends where Swift ends it",
        arguments: [
            (#"a = "b { c""#, ["a", "=", "<b { c>"]),
            (#""a\"b" c"#, [#"<a\"b>"#, "c"]),
            (#""\\" x"#, [#"<\\>"#, "x"]),
            (##"#"raw " \n "# x"##, [##"<raw " \n >"##, "x"]),
            ("\"\"\"\n a \"quoted\" {\n \"\"\" x", ["<\n a \"quoted\" {\n >", "x"]),
            (#""" x"#, ["<>", "x"]),
            (#""a\(b("c") + d)e" f"#, [#"<a\()e>"#, "b", "(", "<c>", ")", "+", "d", "f"]),
            (##"#"a\(b) \#(c)"# d"##, [##"<a\(b) \()>"##, "c", "d"]),
            ("a // b \"c\n d", ["a", "{// b \"c}", "d"]),
            ("/* a /* b */ c */ d", ["{/* a /* b */ c */}", "d"]),
            ("x = /a\"b/ y", ["x", "=", "<a\"b>", "y"]),
            ("a / b / c", ["a", "/", "b", "/", "c"]),
            ("#if os(Linux)", ["#", "if", "os", "(", "Linux", ")"]),
            ("`func` x", ["`func`", "x"]),
        ]
    )
    func tokens(text: String, expected: [String]) {
        #expect(shown(text) == expected)
    }

    @Test("Lines are counted through every literal")
    func lineNumbers() {
        let text = "a\n\"\"\"\n x\\(\n y)\n\"\"\"\n/* \n */ b"
        let lines = SwiftLexer.tokens(of: text).filter { $0.kind == .word }.map { "\($0.text)\($0.line)" }
        #expect(lines == ["a1", "y4", "b7"])
    }

    @Test("White space before a token is remembered")
    func gluing() {
        let glued = SwiftLexer.tokens(of: "try! a as !b").map(\.isGlued)
        #expect(glued == [true, true, false, false, false, true])
    }

    @Test(
        "Unfinished literals end with the text",
        arguments: ["\"a", "\"\"\"a", "/* a", "\"\\(a", "#\"", "\"\\"]
    )
    func unfinished(text: String) {
        #expect(!SwiftLexer.tokens(of: text).isEmpty)
    }
}
