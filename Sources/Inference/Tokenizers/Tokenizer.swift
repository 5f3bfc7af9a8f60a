/// Text to token numbers and back.
///
/// A tokenizer is a value that many tasks may use at once.
package protocol Tokenizer: Sendable {
    /// One more than the largest token number; a model's table needs as many rows.
    var tokensEnd: Int { get }

    /// The tokens of `text` alone, without those that the model wants around it; stops early once there are
    /// `tokensMax`.
    func pieces(of text: String, tokensMax: Int) -> [Int32]

    /// What the model wants around one text or between two.
    var template: TokenTemplate { get }

    /// The text that tokens stand for. Nil when the file does not say how they are joined, or when a number
    /// is no token. Bytes that are not UTF-8 become replacement characters.
    func decode(_ tokens: [Int32], skipsSpecial: Bool) -> String?
}

extension Tokenizer {
    /// All tokens of `text` alone.
    package func pieces(of text: String) -> [Int32] { pieces(of: text, tokensMax: .max) }

    /// The model's input for tokens that are already cut to fit.
    package func encode(pieces: ArraySlice<Int32>) -> [Int32] {
        template.single(pieces).tokens
    }

    /// The model's input for one text: at most `tokensMax` tokens, what does not fit cut off at the end.
    package func encode(_ text: String, tokensMax: Int) -> [Int32] {
        encode(pieces: pieces(of: text, tokensMax: max(0, tokensMax - template.singleCount))[...])
    }

    /// The model's input for two texts, as cross-encoders read them.
    ///
    /// When the two do not fit together, the longer one is cut first, then both to the same length.
    package func encode(_ first: String, _ second: String, tokensMax: Int) -> TokenPair {
        let room = max(0, tokensMax - template.pairCount)
        let left = pieces(of: first, tokensMax: room + 1)
        let right = pieces(of: second, tokensMax: room + 1)
        return encode(pieces: left[...], right[...], tokensMax: tokensMax)
    }

    /// The same for the tokens of two texts, of which the first `tokensMax` are enough.
    package func encode(
        pieces first: ArraySlice<Int32>,
        _ second: ArraySlice<Int32>,
        tokensMax: Int
    ) -> TokenPair {
        let room = max(0, tokensMax - template.pairCount)
        let (kept, keptSecond) = TokenTemplate.share(room, between: first.count, and: second.count)
        return template.pair(first.prefix(kept), second.prefix(keptSecond))
    }
}

/// Tokens with the number of the text, or segment, that each belongs to.
package struct TokenPair: Equatable, Sendable {
    package var tokens: [Int32] = []
    package var segments: [Int32] = []
}
