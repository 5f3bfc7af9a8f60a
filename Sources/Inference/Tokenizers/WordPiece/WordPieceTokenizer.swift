/// BERT's tokenizer: text to token numbers in one pass over UTF-8.
///
/// Equal to the `tokenizers` library's ids for the same file without its truncation and padding.
package struct WordPieceTokenizer: Tokenizer {
    let vocabulary: WordPieceVocabulary
    let folding: ScalarFolding
    /// Longest first, so that the first match is the longest.
    let added: [AddedToken]
    let startsAdded: [Bool]
    private let decoder: TokenDecoder?
    private let texts: [[UInt8]?]
    private let specials: Set<Int32>

    package let template: TokenTemplate
    package let tokensEnd: Int

    init(
        vocabulary: WordPieceVocabulary,
        options: ScalarFolding.Options,
        added: [AddedToken],
        template: TokenTemplate,
        decoder: TokenDecoder?,
        texts: [[UInt8]?]
    ) {
        self.vocabulary = vocabulary
        folding = ScalarFolding(options)
        self.added = added.sorted { $0.text.count > $1.text.count }
        startsAdded = (0..<256).map { byte in added.contains { $0.text.first == UInt8(byte) } }
        self.template = template
        self.decoder = decoder
        self.texts = texts
        specials = Set(added.filter(\.isSpecial).map(\.token))
        let last = max(added.map(\.token).max() ?? -1, template.tokenMax)
        tokensEnd = max(texts.count, Int(last) + 1)
    }

    package func pieces(of text: String, tokensMax: Int) -> [Int32] {
        let tokensMax = max(0, tokensMax)
        var scan = WordPieceScan(self, tokensMax: tokensMax)
        scan.run(text)
        return scan.tokens.count > tokensMax ? Array(scan.tokens.prefix(tokensMax)) : scan.tokens
    }

    package func decode(_ tokens: [Int32], skipsSpecial: Bool) -> String? {
        guard let decoder else { return nil }
        var pieces: [TokenDecoder.Piece] = []
        for token in tokens where !(skipsSpecial && specials.contains(token)) {
            if let own = added.first(where: { $0.token == token }) {
                pieces.append(.init(text: own.text, isAdded: true))
            } else if texts.indices.contains(Int(token)), let text = texts[Int(token)] {
                pieces.append(.init(text: text, isAdded: false))
            } else {
                return nil
            }
        }
        return decoder.decode(pieces)
    }
}
