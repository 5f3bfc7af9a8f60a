import Retrieval
import Workflows

/// Documents with their scores, the best first.
struct WireReranking: Encodable {
    struct Result: Encodable {
        struct Document: Encodable {
            var text: String
        }

        /// Of the document in the request.
        var index: Int
        var relevanceScore: Float
        var document: Document?
    }

    struct Usage: Encodable {
        var totalTokens: Int
    }

    var id: String
    var model: String
    var results: [Result]
    var usage: Usage
    /// Indices of the documents of which the model did not read all; absent when it read all of all.
    var truncated: [Int]?

    /// Equal scores stay in the order of the request. Throws when the model made a number that is none.
    init(_ reranked: RerankedDocuments, _ asked: RerankRequest, id: String) throws {
        let batch = reranked.batch
        guard batch.scores.allSatisfy(\.isFinite) else { throw NotANumber() }
        let order = batch.scores.indices.sorted { left, right in
            (batch.scores[right], left) < (batch.scores[left], right)
        }
        results = order.prefix(asked.resultsMax ?? order.count).map { index in
            Result(
                index: index,
                relevanceScore: batch.scores[index],
                document: asked.returnsDocuments ? .init(text: asked.order.documents[index]) : nil
            )
        }
        self.id = "rerank-\(id)"
        model = reranked.model.pinnedName
        usage = Usage(totalTokens: batch.tokenCounts.reduce(0, +))
        truncated = batch.truncated.isEmpty ? nil : batch.truncated
    }
}
