package import Access
package import Retrieval

/// Scores documents against a query for other programs.
package struct RerankDocuments: Sendable {
    package static let documentsMax = 1_000
    /// Of the query and of each document.
    package static let textBytesMax = 1 << 20
    /// So many documents are somebody waiting; more are a job.
    private static let interactiveDocumentsMax = 64

    private let models: ModelRoster
    private let usage: UsageJournal
    private let gate: Gate

    package init(models: ModelRoster, usage: UsageJournal, gate: Gate) {
        self.models = models
        self.usage = usage
        self.gate = gate
    }

    /// Whether the actor may rerank with any model at all; asked before a body is read.
    package func check(_ actor: Actor) throws(AccessDenied) {
        try gate.check(actor, .embeddingsCreate, on: Resource(.embeddingModel))
    }

    /// One score a document. Throws `UnknownModel`, `InvalidInput` and what the reranker throws.
    package func callAsFunction(_ order: RerankOrder, by actor: Actor) async throws -> RerankedDocuments {
        try gate.check(actor, .embeddingsCreate, on: Resource(.embeddingModel, name: order.model))
        guard let reranker = models.reranker(named: order.model) else {
            throw UnknownModel(order.model, served: models.rerankers.map(\.identity.pinnedName))
        }
        try Self.check(order)
        let identity = reranker.identity
        let isInteractive = order.documents.count <= Self.interactiveDocumentsMax
        return try await usage.recording(as: { outcome, use in
            use.record(.rerank, outcome, of: identity, by: actor, at: gate.now)
        }) { tally in
            let batch = try await tally.rerank(order, isInteractive ? .interactive : .bulk, with: reranker)
            return RerankedDocuments(model: identity, batch: batch)
        }
    }

    private static func check(_ order: RerankOrder) throws(InvalidInput) {
        try check(order.query, "query")
        guard (1...documentsMax).contains(order.documents.count) else {
            throw InvalidInput(
                "documents",
                "must hold 1 to \(documentsMax) documents, holds \(order.documents.count)"
            )
        }
        for (index, document) in order.documents.enumerated() {
            try check(document, "documents[\(index)]")
        }
    }

    private static func check(_ text: String, _ field: String) throws(InvalidInput) {
        if text.isEmpty { throw InvalidInput(field, "must not be empty") }
        if text.utf8.count > textBytesMax {
            throw InvalidInput(field, "must have at most \(textBytesMax) bytes")
        }
    }
}
