import Identifiers
import Retrieval

/// Vectors that say the text's length, or the error that is asked for.
///
/// A text's tokens are its characters; of the text "broken" the model makes no number.
struct FakeEmbedder: TextEmbedder {
    var failure: (any Error)?

    let identity = ModelIdentity(
        name: "tiny model",
        version: "3",
        digest: Digest(words: (1, 2, 3, 4))
    )
    let dimension = 2
    let tokensMax = 16

    func tokenCount(_ text: String) -> Int { text.count }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        if let failure { throw failure }
        return EmbeddingBatch(
            vectors: texts.map { [$0 == "broken" ? .nan : Float($0.count), -0.5] },
            tokenCounts: texts.map { tokenCount($0) + 2 }
        )
    }
}
