/// One lexical element of a Swift file, just fine enough for the rules to look at.
struct Token: Equatable, Sendable {
    enum Kind: Sendable {
        /// An identifier, keyword or number.
        case word
        /// One character of punctuation or of an operator.
        case symbol
        /// A string or regex literal; `text` is what stands between its delimiters, each interpolation as `\()`.
        case string
        /// A comment with its marks.
        case comment
    }

    var kind: Kind
    var text: String
    /// One-based.
    var line: Int
    /// No white space stands between this token and the one before.
    var isGlued: Bool

    func isWord(_ word: String) -> Bool { kind == .word && text == word }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
}
