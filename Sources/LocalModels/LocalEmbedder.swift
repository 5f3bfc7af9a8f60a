package import Identifiers
package import Inference
package import Logging
package import Retrieval

/// A sentence-embedding model on a backend of this machine, of any family that `Inference` knows.
package final class LocalEmbedder: TextEmbedder {
    package let identity: ModelIdentity
    package let dimension: Int
    package let shorterDimensions: ShorterDimensions
    package let tokensMax: Int
    private let reader: TextReader
    private let requests: ModelRequests

    init(_ identity: ModelIdentity, _ model: LoadedModel, _ requests: ModelRequests) {
        self.identity = identity
        dimension = model.executor.numbersPerResult
        shorterDimensions = model.shorterDimensions
        tokensMax = model.tokensMax
        reader = TextReader(tokenizer: model.tokenizer, prompts: model.prompts, tokensMax: model.tokensMax)
        self.requests = requests
    }

    /// A single model from a folder, with a runtime of its own; see `ModelRuntime.load`.
    package static func load(
        directory: String,
        backend: any ComputeBackend,
        limits: ServingLimits = ServingLimits(),
        logger: Logger,
        now: @escaping @Sendable () -> Instant,
        admitted: @Sendable (ModelFileDigests) async throws -> ModelAdmission
    ) async throws -> LocalEmbedder {
        let runtime = ModelRuntime(backends: [backend], limits: limits, logger: logger, now: now)
        let model = try await runtime.load(ModelFolder(directory), precision: nil, admitted: admitted)
        guard case .embedder(let embedder) = model else {
            throw LocalModelError.notAdmitted(reason: "it judges pairs and gives no vectors")
        }
        return embedder
    }

    package func tokenCount(_ text: String) -> Int {
        reader.tokenizer.pieces(of: text).count
    }

    package func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        if let dimensions = options.dimensions, !shorterDimensions.allow(dimensions, of: dimension) {
            throw LocalModelError.dimensions(asked: dimensions, of: dimension)
        }
        return try await requests.measured(options.priority) { arrival in
            let readings = try await reader.read(texts, options.role, options.longText)
            let answer = try await requests.answer(
                readings.flatMap(\.inputs),
                of: (texts: texts.count, tokensRead: readings.reduce(0) { $0 + $1.tokenCount }),
                priority: options.priority,
                arrival: arrival
            )
            let batch = Self.batch(readings, answer, dimensions: options.dimensions)
            return (batch, batch.cost)
        }
    }

    private static func batch(
        _ readings: [TextReading],
        _ answer: ModelRequests.Answer,
        dimensions: Int?
    ) -> EmbeddingBatch {
        var vectors: [[Float]] = []
        var reused = 0
        var first = 0
        for reading in readings {
            let inputs = first..<first + reading.inputs.count
            first = inputs.upperBound
            let vector = reading.unite(answer.results[inputs])
            let cut = dimensions.flatMap { VectorLength.truncated(vector, to: $0, normalises: true) }
            vectors.append(cut ?? vector)
            reused += answer.isComputed[inputs].contains(true) ? 0 : 1
        }
        return EmbeddingBatch(
            vectors: vectors,
            tokenCounts: readings.map(\.tokenCount),
            truncated: readings.indices.filter { readings[$0].isTruncated },
            cost: InferenceCost(answer.computed, textsReused: reused)
        )
    }
}
