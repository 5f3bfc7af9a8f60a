import Identifiers
import Retrieval

/// Vectors that say the text's length, or the error that is asked for.
///
/// A text's tokens are its characters; of the text "broken" the model makes no number.
struct FakeEmbedder: TextEmbedder {
    var name = "tiny model"
    var failure: (any Error)?
    var shorterDimensions = ShorterDimensions.none

    var identity: ModelIdentity {
        ModelIdentity(name: name, version: "3", digest: Digest(words: (1, 2, 3, 4)))
    }
    let dimension = 2
    let tokensMax = 16

    func tokenCount(_ text: String) -> Int { text.count }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        if let failure { throw failure }
        let counts = texts.map { tokenCount($0) + 2 }
        let long = counts.indices.filter { counts[$0] > tokensMax }
        if options.longText == .refuse, let first = long.first {
            throw InferenceError.textTooLong(index: first, tokens: counts[first], tokensMax: tokensMax)
        }
        return EmbeddingBatch(
            vectors: texts.map { text in
                let vector = [text == "broken" ? .nan : Float(text.count), Self.second(options.role)]
                return Array(vector.prefix(options.dimensions ?? dimension))
            },
            tokenCounts: options.longText == .truncate ? counts.map { min($0, tokensMax) } : counts,
            truncated: options.longText == .truncate ? long : []
        )
    }

    /// Tells what the texts were said to be for.
    private static func second(_ role: TextRole) -> Float {
        switch role {
        case .plain: -0.5
        case .query: 1
        case .document: 2
        }
    }
}

/// Scores that say the document's length in sixteenths; of "broken" it makes no number.
struct FakeReranker: TextReranker {
    var failure: (any Error)?

    let identity = ModelIdentity(
        name: "tiny reranker",
        version: "1",
        digest: Digest(words: (5, 6, 7, 8))
    )
    let tokensMax = 16

    func rerank(
        _ query: String,
        _ documents: [String],
        longText: LongText,
        priority: InferencePriority
    ) async throws -> RerankBatch {
        if let failure { throw failure }
        let counts = documents.map { query.count + $0.count + 3 }
        let long = counts.indices.filter { counts[$0] > tokensMax }
        if longText == .refuse, let first = long.first {
            throw InferenceError.textTooLong(index: first, tokens: counts[first], tokensMax: tokensMax)
        }
        return RerankBatch(
            scores: documents.map { $0 == "broken" ? .nan : Float($0.count) / 16 },
            tokenCounts: counts.map { min($0, tokensMax) },
            truncated: long
        )
    }
}
