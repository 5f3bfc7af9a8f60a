/// How a word becomes tokens.
enum TokenModel: Sendable {
    case bytePairs(BytePairModel)
    case scoredPairs(ScoredPairModel)
    case unigram(UnigramModel)
    case wordPieces(WordPieceVocabulary)

    func append(
        _ text: borrowing Span<UInt8>,
        _ word: Range<Int>,
        to tokens: inout [Int32],
        _ scratch: inout ModelScratch
    ) {
        switch self {
        case .bytePairs(let model): model.append(text, word, to: &tokens, &scratch.merging)
        case .scoredPairs(let model): model.append(text, word, to: &tokens, &scratch.merging)
        case .unigram(let model): model.append(text, word, to: &tokens, &scratch.unigram)
        case .wordPieces(let model):
            scratch.word.removeAll(keepingCapacity: true)
            var characters = 0
            for index in word {
                scratch.word.append(text[index])
                if text[index] & 0xC0 != 0x80 { characters += 1 }
            }
            model.appendPieces(
                of: scratch.word,
                characters: characters,
                to: &tokens,
                hashes: &scratch.hashes
            )
        }
    }
}

/// Working memory of whichever model there is.
struct ModelScratch: Sendable {
    var merging = MergeScratch()
    var unigram = UnigramModel.Scratch()
    var word: [UInt8] = []
    var hashes: [UInt64] = []
    var cache = WordCache()
}
