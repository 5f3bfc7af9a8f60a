import Testing

/// One Swift file of the checkout with its tokens and the target it belongs to.
struct SwiftFile: Sendable, CustomTestStringConvertible {
    /// Relative to the checkout.
    let path: String
    let text: String
    /// Every token, comments included.
    let tokens: [Token]
    /// The tokens without comments.
    let code: [Token]
    /// The target of the layer table that owns the file; nil for tests and the manifest.
    let target: String?

    init(path: String, text: String) {
        self.path = path
        self.text = text
        tokens = SwiftLexer.tokens(of: text)
        code = tokens.filter { $0.kind != .comment }
        target = LayerTable.shared.target(owning: path)
    }

    var testDescription: String { path }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    var lineCount: Int { text.isEmpty ? 0 : lines.count - (text.hasSuffix("\n") ? 1 : 0) }

    /// The name without folder and `.swift`.
    var stem: String { String((path.split(separator: "/").last ?? "").dropLast(6)) }

    /// The imported modules with the lines they stand on.
    var imports: [(module: String, line: Int)] {
        code.indices.compactMap { index in
            guard code[index].isWord("import"), index + 1 < code.count else { return nil }
            let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
            let skip = kinds.contains(code[index + 1].text) ? 2 : 1
            guard index + skip < code.count else { return nil }
            return (module: code[index + skip].text, line: code[index].line)
        }
    }

    /// The lines on which the words and symbols of `pattern` follow each other, symbols glued to what stands before.
    func lines(matching pattern: [Token]) -> [Int] {
        guard let first = pattern.first, code.count >= pattern.count else { return [] }
        return (0...(code.count - pattern.count)).compactMap { start in
            guard code[start].text == first.text, code[start].kind == first.kind else { return nil }
            let matches = pattern.indices.dropFirst().allSatisfy { offset in
                let (here, wanted) = (code[start + offset], pattern[offset])
                return here.text == wanted.text && here.kind == wanted.kind && here.isGlued == wanted.isGlued
            }
            return matches ? code[start].line : nil
        }
    }
}
