import Retrieval

/// An embedder whose every use is added to a tally, where one request asks it several times.
struct MeteredEmbedder: TextEmbedder {
    private let embedder: any TextEmbedder
    private let tally: UseTally

    init(_ embedder: any TextEmbedder, _ tally: UseTally) {
        self.embedder = embedder
        self.tally = tally
    }

    var identity: ModelIdentity { embedder.identity }
    var dimension: Int { embedder.dimension }
    var shorterDimensions: ShorterDimensions { embedder.shorterDimensions }
    var tokensMax: Int { embedder.tokensMax }

    func tokenCount(_ text: String) -> Int { embedder.tokenCount(text) }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        try await tally.embed(texts, options, with: embedder)
    }
}
