import Identifiers
import Retrieval
import Synchronization

/// An embedder without a model: each word adds a fixed pseudo-random direction, so shared words mean
/// closeness.
final class WordEmbedder: TextEmbedder {
    static let width = 64
    let identity = ModelIdentity(name: "words", version: "1", digest: zeroDigest)
    let dimension = WordEmbedder.width
    let tokensMax = 256
    private let embedded = Mutex<[String]>([])

    /// Every text that was embedded, in order.
    var requests: [String] { embedded.withLock { $0 } }

    func tokenCount(_ text: String) -> Int { text.split(separator: " ").count }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        embedded.withLock { $0 += texts }
        return EmbeddingBatch(vectors: texts.map(vector), tokenCounts: texts.map(tokenCount))
    }

    func vector(of text: String) -> [Float] {
        var sum = [Float](repeating: 0.01, count: Self.width)
        for term in LexicalAnalyzer.terms(of: text) {
            var state = term.value
            for index in sum.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                sum[index] += state >> 63 == 0 ? 1 : -1
            }
        }
        return sum
    }

    private static let zeroDigest: Digest = {
        guard let digest = Digest(bytes: [UInt8](repeating: 0, count: 32)) else {
            preconditionFailure("32 bytes")
        }
        return digest
    }()
}
