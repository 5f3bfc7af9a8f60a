import Access
import Identifiers
import LocalModels
import Retrieval

/// What of the models that the settings name is served, and what is not.
struct ServedModels: Sendable {
    let runtime: ModelRuntime
    /// Whose vectors the search index holds.
    var index: any TextEmbedder = UnavailableEmbedder(reason: "not loaded")
    /// How many models were named beside the embedding model and are not served. Why, the log says: where files lie is
    /// nobody's business who asks whether the server is ready.
    var absent = 0
    private var embedders: [any TextEmbedder] = []
    private var rerankers: [any TextReranker] = []

    init(runtime: ModelRuntime) {
        self.runtime = runtime
    }

    mutating func add(_ model: LocalModel) {
        switch model {
        case .embedder(let embedder): embedders.append(embedder)
        case .reranker(let reranker): rerankers.append(reranker)
        }
    }

    var roster: ModelRoster {
        ModelRoster(
            index,
            servesFirst: !(index is UnavailableEmbedder),
            embedders: embedders,
            rerankers: rerankers
        )
    }

    /// Why the embedding model does not answer; nil when it does.
    var problem: String? {
        if let missing = index as? UnavailableEmbedder { return missing.reason }
        return runtime.isClosed ? "the models are finishing what they have before the server ends" : nil
    }
}

/// Stands where no model is admitted: refuses everything and says why.
struct UnavailableEmbedder: TextEmbedder {
    let reason: String
    let identity = ModelIdentity(
        name: "none",
        version: "0",
        digest: Digest(words: (0, 0, 0, 0))
    )
    let dimension = 1
    let tokensMax = 1

    func tokenCount(_ text: String) -> Int { 0 }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        throw StoreFault.unavailable(retryAfterSeconds: 60)
    }
}
