/// A tokenizer made of the parts that a file names: added tokens, normaliser, pre-tokeniser, model, template,
/// decoder.
package struct PipelineTokenizer: Tokenizer {
    struct Parts: Sendable {
        var added: [AddedToken] = []
        var normalizer: TextNormalizer?
        var preTokenizer: PreTokenizer?
        var model: TokenModel
        var template = TokenTemplate()
        var decoder: TokenDecoder?
        /// The text of each token by its number, as the file writes it; nil for numbers without one.
        var texts: [[UInt8]?]
    }

    private let parts: Parts
    private let rawAdded: AddedTokenScan
    private let normalizedAdded: AddedTokenScan
    private let specials: Set<Int32>
    private let addedTexts: [Int32: [UInt8]]
    private let memory = ScratchPool()
    package let tokensEnd: Int

    init(_ parts: Parts) {
        self.parts = parts
        rawAdded = AddedTokenScan(parts.added.filter { !$0.isNormalized })
        let normalized = parts.added.filter(\.isNormalized).map { token in
            var token = token
            token.text = parts.normalizer?.normalize(token.text) ?? token.text
            return token
        }
        normalizedAdded = AddedTokenScan(normalized)
        specials = Set(parts.added.filter(\.isSpecial).map(\.token))
        addedTexts = Dictionary(parts.added.map { ($0.token, $0.text) }) { first, _ in first }
        let last = max(parts.added.map(\.token).max() ?? -1, parts.template.tokenMax)
        tokensEnd = max(parts.texts.count, Int(last) + 1)
    }

    package var template: TokenTemplate { parts.template }

    package func pieces(of text: String, tokensMax: Int) -> [Int32] {
        let bytes = Array(text.utf8)
        var scratch = memory.take()
        var tokens: [Int32] = []
        tokens.reserveCapacity(min(max(0, tokensMax), bytes.count / 3 + 4))
        rawAdded.forEachPiece(bytes) { range, token in
            guard tokens.count < tokensMax else { return }
            if let token {
                tokens.append(token)
            } else {
                let piece = range.count == bytes.count ? bytes : Array(bytes[range])
                appendPiece(piece, startsText: range.lowerBound == 0, tokensMax, &tokens, &scratch)
            }
        }
        memory.give(scratch)
        return tokens.count > tokensMax ? Array(tokens.prefix(max(0, tokensMax))) : tokens
    }

    private func appendPiece(
        _ piece: [UInt8],
        startsText: Bool,
        _ tokensMax: Int,
        _ tokens: inout [Int32],
        _ scratch: inout ModelScratch
    ) {
        let normalized = parts.normalizer?.normalize(piece) ?? piece
        normalizedAdded.forEachPiece(normalized) { range, token in
            if let token {
                tokens.append(token)
                return
            }
            let text = range.count == normalized.count ? normalized : Array(normalized[range])
            var list = WordList(text, startsText: startsText && range.lowerBound == 0)
            parts.preTokenizer?.apply(&list)
            appendWords(list, tokensMax, &tokens, &scratch)
        }
    }

    private func appendWords(
        _ list: WordList,
        _ tokensMax: Int,
        _ tokens: inout [Int32],
        _ scratch: inout ModelScratch
    ) {
        let text = list.text.span
        for word in list.words {
            guard tokens.count < tokensMax else { return }
            guard word.count <= WordCache.wordBytesMax else {
                parts.model.append(text, word, to: &tokens, &scratch)
                continue
            }
            let hash = UInt64(TokenTable.hash(text, word))
            if scratch.cache.append(text, word, hash, to: &tokens) { continue }
            let before = tokens.count
            parts.model.append(text, word, to: &tokens, &scratch)
            scratch.cache.keep(text, word, hash, tokens[before...])
        }
    }

    package func decode(_ tokens: [Int32], skipsSpecial: Bool) -> String? {
        guard let decoder = parts.decoder else { return nil }
        var texts: [TokenDecoder.Piece] = []
        for token in tokens where !(skipsSpecial && specials.contains(token)) {
            if let text = addedTexts[token] {
                texts.append(.init(text: text, isAdded: true))
            } else if parts.texts.indices.contains(Int(token)), let text = parts.texts[Int(token)] {
                texts.append(.init(text: text, isAdded: false))
            } else {
                return nil
            }
        }
        return decoder.decode(texts)
    }
}
