import Identifiers
import Retrieval
import Signing
import Synchronization

/// An embedder without a model: each word adds a fixed direction of its own, so shared words mean closeness.
final class HashedWordsEmbedder: TextEmbedder {
    let identity = ModelIdentity(
        name: "hashed-words",
        version: "1",
        digest: Digest.sha256(of: Array("hashed words".utf8)),
        precision: "fp32"
    )
    let dimension = 64
    let tokensMax = 256

    typealias Hook = @Sendable (InferencePriority) async throws -> Void
    private let hook = Mutex<Hook?>(nil)

    /// Runs before every request: to hold work up, or to let something happen in the middle of a question.
    func beforeEmbedding(_ hook: Hook?) {
        self.hook.withLock { $0 = hook }
    }

    func tokenCount(_ text: String) -> Int { text.split(separator: " ").count }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        try await hook.withLock { $0 }?(options.priority)
        return EmbeddingBatch(vectors: texts.map(vector), tokenCounts: texts.map(tokenCount))
    }

    private func vector(of text: String) -> [Float] {
        var sum = [Float](repeating: 0.01, count: dimension)
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let bytes = Digest.sha256(of: Array(word.utf8)).bytes
            for index in sum.indices { sum[index] += bytes[index / 8] >> UInt8(index % 8) & 1 == 0 ? 1 : -1 }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return sum.map { $0 / length }
    }
}
