import Retrieval
import Synchronization

/// An embedder that adds up what it is used for, where one request asks it several times.
final class MeteredEmbedder: TextEmbedder {
    private let embedder: any TextEmbedder
    private let sum = Mutex(ModelUse())

    init(_ embedder: any TextEmbedder) {
        self.embedder = embedder
    }

    var use: ModelUse { sum.withLock { $0 } }

    var identity: ModelIdentity { embedder.identity }
    var dimension: Int { embedder.dimension }
    var shorterDimensions: ShorterDimensions { embedder.shorterDimensions }
    var tokensMax: Int { embedder.tokensMax }

    func tokenCount(_ text: String) -> Int { embedder.tokenCount(text) }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        let batch = try await embedder.embed(texts, options)
        sum.withLock { $0.add(batch) }
        return batch
    }
}
