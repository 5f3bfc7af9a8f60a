internal import Inference
internal import Retrieval

/// A query with a document as the model reads them.
struct PairReading: Sendable {
    let input: ModelInput
    let isTruncated: Bool
}

/// Pairs of texts to what a model reads, within its limit; the query is read once for all its documents.
struct PairReader: Sendable {
    /// The tokens of a query, as many as can matter, with the query itself for the error of a pair that is too long.
    struct Query: Sendable {
        let text: String
        let pieces: [Int32]
    }

    let tokenizer: any Tokenizer
    let tokensMax: Int

    /// Tokens of both texts.
    private var room: Int { max(0, tokensMax - tokenizer.template.pairCount) }

    func query(_ text: String) -> Query {
        Query(text: text, pieces: tokenizer.pieces(of: text, tokensMax: room + 1))
    }

    /// `index` is the document's, for the error.
    func read(
        _ query: Query,
        _ document: String,
        at index: Int,
        _ longText: LongText
    ) throws(InferenceError) -> PairReading {
        let pieces = tokenizer.pieces(of: document, tokensMax: room + 1)
        let isTruncated = query.pieces.count + pieces.count > room
        if isTruncated, longText != .truncate {
            let tokens = tokenizer.pieces(of: query.text).count + tokenizer.pieces(of: document).count
            throw .textTooLong(
                index: index,
                tokens: tokens + tokenizer.template.pairCount,
                tokensMax: tokensMax
            )
        }
        let pair = tokenizer.encode(pieces: query.pieces[...], pieces[...], tokensMax: tokensMax)
        let input = ModelInput(tokens: pair.tokens, secondPart: pair.segments.firstIndex { $0 > 0 })
        return PairReading(input: input, isTruncated: isTruncated)
    }
}
