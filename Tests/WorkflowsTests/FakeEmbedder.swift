import Identifiers
import Retrieval

/// Gives every text the same vector; a token costs 100 microseconds, a request waits 7.
struct FakeEmbedder: TextEmbedder {
    let identity: ModelIdentity
    let dimension = 4
    let shorterDimensions: ShorterDimensions
    let tokensMax = 256
    /// Thrown instead of an answer.
    let failure: (any Error)?

    init(
        name: String = "fake",
        shorterDimensions: ShorterDimensions = .none,
        failure: (any Error)? = nil
    ) {
        identity = ModelIdentity(
            name: name,
            version: "1",
            digest: Digest(words: (0, 0, 0, 1)),
            precision: "fp32"
        )
        self.shorterDimensions = shorterDimensions
        self.failure = failure
    }

    func tokenCount(_ text: String) -> Int { text.split(separator: " ").count }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        if let failure { throw failure }
        let counts = texts.map(tokenCount)
        let tokens = counts.reduce(0, +)
        return EmbeddingBatch(
            vectors: texts.map { _ in Array([1, 0, 0, 0].prefix(options.dimensions ?? dimension)) },
            tokenCounts: counts,
            cost: InferenceCost(
                queueMicroseconds: 7,
                computeMicroseconds: Int64(tokens) * 100,
                batchShare: 1,
                tokensComputed: tokens,
                textsReused: 0
            )
        )
    }
}
