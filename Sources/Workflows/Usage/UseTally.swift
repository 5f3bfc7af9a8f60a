import Retrieval
import Synchronization

/// Adds up what one request asks of models, whether they answer or it ends before.
final class UseTally: Sendable {
    private let sum = Mutex<ModelUse?>(nil)

    /// Nil as long as no model was asked, or each refused before it began.
    var use: ModelUse? { sum.withLock { $0 } }

    func embed(
        _ texts: [String],
        _ options: EmbeddingOptions,
        with embedder: any TextEmbedder
    ) async throws -> EmbeddingBatch {
        try await counting(texts.count) {
            let batch = try await embedder.embed(texts, options)
            return (batch, ModelUse(batch))
        }
    }

    func rerank(
        _ order: RerankOrder,
        _ priority: InferencePriority,
        with reranker: any TextReranker
    ) async throws -> RerankBatch {
        try await counting(order.documents.count) {
            let batch = try await reranker.rerank(
                order.query,
                order.documents,
                longText: order.longText,
                priority: priority
            )
            return (batch, ModelUse(batch))
        }
    }

    /// Throws the reason alone for what is not finished.
    private func counting<Batch>(
        _ texts: Int,
        _ work: () async throws -> (Batch, ModelUse)
    ) async throws -> Batch {
        do {
            let (batch, use) = try await work()
            add(use)
            return batch
        } catch let unfinished as UnfinishedInference {
            add(ModelUse(unfinished))
            throw unfinished.reason
        } catch let error as CancellationError {
            add(ModelUse(texts: texts))
            throw error
        }
    }

    private func add(_ use: ModelUse) {
        sum.withLock { sum in
            var both = sum ?? ModelUse()
            both.add(use)
            sum = both
        }
    }
}
