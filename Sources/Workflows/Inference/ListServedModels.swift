package import Access
package import Retrieval

/// Which models this server runs, for those who may use them.
package struct ListServedModels: Sendable {
    private let models: ModelRoster
    private let gate: Gate

    package init(models: ModelRoster, gate: Gate) {
        self.models = models
        self.gate = gate
    }

    /// Embedders first; every one under a name that means it.
    package func callAsFunction(by actor: Actor) throws -> [ServedModel] {
        try gate.check(actor, .embeddingsCreate, on: Resource(.embeddingModel))
        return all
    }

    /// By name, then the first of that name, or by `name:version`. Throws `UnknownModel`.
    package func callAsFunction(named name: String, by actor: Actor) throws -> ServedModel {
        try gate.check(actor, .embeddingsCreate, on: Resource(.embeddingModel, name: name))
        let found = all.first { $0.identity.name == name || $0.identity.pinnedName == name }
        guard let found else { throw UnknownModel(name, served: all.map(\.id)) }
        return found
    }

    private var all: [ServedModel] {
        var names: Set<String> = []
        let embedders = models.embedders.map { embedder in
            ServedModel(
                id: embedder.identity.name,
                identity: embedder.identity,
                kind: .embedding(dimension: embedder.dimension, shorter: embedder.shorterDimensions),
                tokensMax: embedder.tokensMax
            )
        }
        let rerankers = models.rerankers.map { reranker in
            ServedModel(
                id: reranker.identity.name,
                identity: reranker.identity,
                kind: .reranking,
                tokensMax: reranker.tokensMax
            )
        }
        return (embedders + rerankers).map { model in
            guard !names.insert(model.id).inserted else { return model }
            var later = model
            later.id = model.identity.pinnedName
            return later
        }
    }
}
