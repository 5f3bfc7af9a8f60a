/// BERT's tokenizer: text to token numbers, from a Hugging Face `tokenizer.json`.
///
/// Works on UTF-8 in one pass. Equal to the `tokenizers` library's ids for the same file without its
/// truncation and padding.
package struct WordPieceTokenizer: Sendable {
    /// A piece of text that is a token wherever it stands, such as `[SEP]`.
    struct AddedToken: Sendable {
        let text: [UInt8]
        let token: Int32
    }

    let vocabulary: WordPieceVocabulary
    let folding: ScalarFolding
    /// Longest first, so that the first match is the longest.
    let added: [AddedToken]
    let startsAdded: [Bool]
    let first: Int32
    let last: Int32

    /// One more than the largest token number; a model's table needs as many rows.
    package let tokensEnd: Int

    /// The tokens of `text` alone; stops early once there are `tokensMax`.
    package func pieces(of text: String, tokensMax: Int = .max) -> [Int32] {
        var scan = WordPieceScan(self, tokensMax: tokensMax)
        scan.run(text)
        return Array(scan.tokens.prefix(tokensMax))
    }

    /// The model's input: a first token, at most `tokensMax - 2` tokens of `text`, a last token.
    package func encode(_ text: String, tokensMax: Int) -> [Int32] {
        encode(pieces: pieces(of: text, tokensMax: max(0, tokensMax - 2))[...])
    }

    /// The model's input for tokens that are already cut to fit.
    package func encode(pieces: ArraySlice<Int32>) -> [Int32] {
        [first] + pieces + [last]
    }
}
