import Testing

@Suite("Banned words")
struct BannedWordTests {
    @Test("No Swift file writes what the house style bans", arguments: Checkout.swiftFiles)
    func noBannedWords(file: SwiftFile) {
        for word in BannedWord.all where !word.isAllowed(file) {
            for line in file.lines(matching: word.pattern) {
                Issue.record("\(file.path):\(line): `\(word.shown)` is banned here; use \(word.instead)")
            }
        }
    }

    @Test("Unsafe expressions stand only where C is touched", arguments: Checkout.sources)
    func unsafeOnlyBesideC(file: SwiftFile) {
        guard !BannedWord.touchesC(file) else { return }
        for (token, next) in zip(file.code, file.code.dropFirst()) where token.isWord("unsafe") {
            let isExpression = next.kind != .symbol && next.line == token.line
            // An executor of our own needs unowned references, in whatever layer it runs.
            let isExecutor = file.code.contains {
                $0.line == token.line && Self.executorWords.contains($0.text)
            }
            #expect(
                !isExpression || isExecutor,
                "\(file.path):\(token.line): `unsafe` belongs to a foundation or an adapter; call one that wraps it"
            )
        }
    }

    private static let executorWords: Set = [
        "asUnownedSerialExecutor", "UnownedJob", "UnownedSerialExecutor",
    ]

    @Test("What escapes the compiler's checks says why in a comment", arguments: Checkout.sources)
    func escapesAreExplained(file: SwiftFile) {
        let comments = file.tokens.filter { $0.kind == .comment }
        for shown in ["@unchecked Sendable", "nonisolated(unsafe)"] {
            for line in file.lines(matching: SwiftLexer.tokens(of: shown)) {
                let explained = comments.contains { comment in
                    let isBeside = abs(comment.line - line) <= 1 && !comment.text.hasPrefix("///")
                    let namesIt = comment.text.lowercased().contains("unchecked")
                    return isBeside || (namesIt && (line - 5...line + 1).contains(comment.line))
                }
                #expect(explained, "\(file.path):\(line): say in one line why `\(shown)` is right here")
            }
        }
    }

    @Test("Matching respects strings, comments and white space")
    func matchingIsExact() {
        let text = """
            // print(1)
            let a = "print(2)"
            fingerprint(3)
            print(4)
            x.print (5)
            """
        let file = SwiftFile(path: "Example.swift", text: text)
        #expect(file.lines(matching: SwiftLexer.tokens(of: "print(")) == [4])
    }
}
