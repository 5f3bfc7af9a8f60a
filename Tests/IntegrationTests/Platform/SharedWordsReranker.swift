import Identifiers
import Retrieval
import Signing
import Synchronization

/// A reranker without a model: the share of the query's words that a document has.
final class SharedWordsReranker: TextReranker {
    let identity = ModelIdentity(
        name: "shared-words",
        version: "2",
        digest: Digest.sha256(of: Array("shared words".utf8))
    )
    let tokensMax = 256

    typealias Hook = @Sendable () async throws -> Void
    private let hook = Mutex<Hook?>(nil)

    /// Runs before every request.
    func beforeReranking(_ hook: Hook?) {
        self.hook.withLock { $0 = hook }
    }

    func rerank(
        _ query: String,
        _ documents: [String],
        longText: LongText,
        priority: InferencePriority
    ) async throws -> RerankBatch {
        try await hook.withLock { $0 }?()
        let asked = Set(query.split(separator: " "))
        return RerankBatch(
            scores: documents.map { document in
                Float(asked.intersection(document.split(separator: " ")).count) / Float(max(asked.count, 1))
            },
            tokenCounts: documents.map { asked.count + $0.split(separator: " ").count }
        )
    }
}
