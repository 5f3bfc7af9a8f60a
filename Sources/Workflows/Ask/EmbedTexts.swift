package import Access
package import Retrieval

/// Embeds texts for other programs.
package struct EmbedTexts: Sendable {
    package static let textsMax = 2_048
    /// Longer texts are cut at the model's window anyway; this bounds what is held in memory.
    package static let textBytesMax = 1 << 20

    private let models: ModelRoster
    private let gate: Gate

    package init(models: ModelRoster, gate: Gate) {
        self.models = models
        self.gate = gate
    }

    private var embedder: any TextEmbedder { models.indexEmbedder }
    package var identity: ModelIdentity { embedder.identity }
    package var dimension: Int { embedder.dimension }

    package func check(_ actor: Actor) throws(AccessDenied) {
        try gate.check(actor, .embeddingsCreate, on: Resource(.embeddingModel, name: embedder.identity.name))
    }

    /// One vector a text. A few texts are somebody waiting; many are a job.
    package func callAsFunction(_ texts: [String], by actor: Actor) async throws -> EmbeddingBatch {
        try check(actor)
        guard (1...Self.textsMax).contains(texts.count) else {
            throw InvalidInput("input", "must hold 1 to \(Self.textsMax) texts, holds \(texts.count)")
        }
        for (index, text) in texts.enumerated() {
            if text.isEmpty { throw InvalidInput("input[\(index)]", "must not be empty") }
            if text.utf8.count > Self.textBytesMax {
                throw InvalidInput("input[\(index)]", "must have at most \(Self.textBytesMax) bytes")
            }
        }
        return try await embedder.embed(texts, priority: texts.count <= 8 ? .interactive : .bulk)
    }
}
