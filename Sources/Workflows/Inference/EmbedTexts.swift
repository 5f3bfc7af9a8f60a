package import Access
package import Retrieval

/// Embeds texts for other programs.
package struct EmbedTexts: Sendable {
    package static let textsMax = 2_048
    /// Bounds what is held in memory for one text.
    package static let textBytesMax = 1 << 20
    /// So many texts are somebody waiting; more are a job.
    private static let interactiveTextsMax = 8

    /// Until a model is admitted, which takes a person.
    private static let retrySeconds = 60

    private let models: ModelRoster
    private let usage: UsageJournal
    private let gate: Gate

    package init(models: ModelRoster, usage: UsageJournal, gate: Gate) {
        self.models = models
        self.usage = usage
        self.gate = gate
    }

    /// Whether the actor may embed with any model at all; asked before a body is read.
    package func check(_ actor: Actor) throws(AccessDenied) {
        try gate.check(actor, .embeddingsCreate, on: Resource(.embeddingModel))
    }

    /// One vector a text. Throws `UnknownModel`, `InvalidInput` and what the embedder throws; `StoreFault` while no model
    /// is served that embeds.
    package func callAsFunction(_ order: EmbeddingOrder, by actor: Actor) async throws -> EmbeddedTexts {
        let embedder = try embedder(named: order.model, for: actor)
        try Self.check(order.texts)
        try Self.check(order.dimensions, embedder)
        let options = EmbeddingOptions(
            priority: order.texts.count <= Self.interactiveTextsMax ? .interactive : .bulk,
            role: order.role,
            longText: order.longText,
            dimensions: order.dimensions == embedder.dimension ? nil : order.dimensions
        )
        let identity = embedder.identity
        return try await usage.recording(as: { outcome, use in
            use.record(.embeddings, outcome, of: identity, by: actor, at: gate.now)
        }) { tally in
            let batch = try await tally.embed(order.texts, options, with: embedder)
            return EmbeddedTexts(model: identity, batch: batch)
        }
    }

    private func embedder(named name: String, for actor: Actor) throws -> any TextEmbedder {
        try gate.check(actor, .embeddingsCreate, on: Resource(.embeddingModel, name: name))
        if models.embedders.isEmpty { throw StoreFault.unavailable(retryAfterSeconds: Self.retrySeconds) }
        guard let embedder = models.embedder(named: name) else {
            throw UnknownModel(name, served: models.embedders.map(\.identity.pinnedName))
        }
        return embedder
    }

    private static func check(_ texts: [String]) throws(InvalidInput) {
        guard (1...textsMax).contains(texts.count) else {
            throw InvalidInput("input", "must hold 1 to \(textsMax) texts, holds \(texts.count)")
        }
        for (index, text) in texts.enumerated() {
            if text.isEmpty { throw InvalidInput("input[\(index)]", "must not be empty") }
            if text.utf8.count > textBytesMax {
                throw InvalidInput("input[\(index)]", "must have at most \(textBytesMax) bytes")
            }
        }
    }

    private static func check(_ dimensions: Int?, _ embedder: any TextEmbedder) throws(InvalidInput) {
        let (own, shorter) = (embedder.dimension, embedder.shorterDimensions)
        guard let dimensions, !shorter.allow(dimensions, of: own) else { return }
        let name = embedder.identity.name
        switch shorter {
        case .none:
            throw InvalidInput("dimensions", "must be \(own): \(name) was not trained for shorter vectors")
        case .any: throw InvalidInput("dimensions", "must be 1 to \(own) for \(name)")
        case .listed(let known):
            let all = Set(known.filter { shorter.allow($0, of: own) } + [own]).sorted().map { "\($0)" }
            throw InvalidInput(
                "dimensions",
                "must be one of \(all.joined(separator: ", ")), which \(name) was trained for"
            )
        }
    }
}
