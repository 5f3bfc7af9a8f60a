package import Identifiers
internal import Inference
package import Logging
package import Retrieval
package import Tensors

/// A sentence-embedding model on this machine's processors.
package final class LocalEmbedder: TextEmbedder {
    package let identity: ModelIdentity
    package let dimension: Int
    package let tokensMax: Int
    private let tokenizer: WordPieceTokenizer
    private let scheduler: EmbeddingScheduler

    private init(identity: ModelIdentity, model: LoadedModel, scheduler: EmbeddingScheduler) {
        self.identity = identity
        dimension = model.encoder.configuration.hidden
        tokensMax = model.tokensMax
        tokenizer = model.tokenizer
        self.scheduler = scheduler
    }

    /// Reads a model directory in the Hugging Face layout, asks whether its weights may run, and loads them.
    ///
    /// `admitted` gets the SHA-256 of every file that is used, by path below the directory: always
    /// `config.json`, `model.safetensors` and `tokenizer.json`, and where they exist `1_Pooling/config.json`
    /// and `sentence_bert_config.json`. What was hashed is what is loaded: files are read once.
    /// Throws `LocalModelError` or Inference's `ModelFileError`, or what `admitted` throws.
    @concurrent
    package static func load(
        directory: String,
        pool: ComputePool,
        limits: EmbeddingLimits = EmbeddingLimits(),
        logger: Logger,
        now: @escaping @Sendable () -> Instant,
        admitted: @Sendable ([String: Digest]) async throws -> ModelAdmission
    ) async throws -> LocalEmbedder {
        let files = try ModelDirectory(path: directory)
        let digests = files.digests()
        let identity: ModelIdentity
        switch try await admitted(digests) {
        case .refused(let reason): throw LocalModelError.notAdmitted(reason: reason)
        case .admitted(let version): identity = version
        }
        guard let found = digests[ModelDirectory.weightsName], found == identity.digest else {
            throw LocalModelError.digestMismatch(
                admitted: identity.digest,
                found: digests[ModelDirectory.weightsName] ?? identity.digest
            )
        }
        let model = try LoadedModel(files)
        let executor = EncoderExecutor(model.encoder, pool: pool, tokensMax: model.tokensMax)
        logger.debug(
            "embedding model loaded",
            metadata: [
                "model": "\(identity.name)", "version": "\(identity.version)",
                "weights": "\(identity.digest)",
                "threads": "\(pool.threads)", "instructions": "\(InstructionLevel.supported)",
            ]
        )
        let scheduler = EmbeddingScheduler(executor, limits: limits, now: now)
        return LocalEmbedder(identity: identity, model: model, scheduler: scheduler)
    }

    package func tokenCount(_ text: String) -> Int {
        tokenizer.pieces(of: text).count
    }

    /// Throws `InferenceError`, or `CancellationError` when the caller's task is cancelled.
    package func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        let sequences = try await encode(texts)
        let vectors = try await scheduler.embed(sequences, priority: options.priority)
        return EmbeddingBatch(vectors: vectors, tokenCounts: sequences.map(\.count))
    }

    /// Refuses new requests and fails those that wait; the compute threads are the pool owner's.
    package func stop() {
        scheduler.stop()
    }

    /// Away from the caller's actor: a large request takes milliseconds.
    @concurrent
    private func encode(_ texts: [String]) async throws -> [[Int32]] {
        try texts.map { text in
            try Task.checkCancellation()
            return tokenizer.encode(text, tokensMax: tokensMax)
        }
    }
}

/// The parts of a model, checked against each other.
private struct LoadedModel {
    let tokenizer: WordPieceTokenizer
    let encoder: TextEncoder
    let tokensMax: Int

    init(_ files: ModelDirectory) throws {
        let configuration = try EncoderConfiguration(files.configuration)
        tokenizer = try WordPieceTokenizer(files.tokenizer)
        guard tokenizer.tokensEnd <= configuration.vocabularyCount else {
            throw LocalModelError.vocabularyMismatch(
                tokens: tokenizer.tokensEnd,
                rows: configuration.vocabularyCount
            )
        }
        // Without the file, as sentence-transformers does.
        let pooling = try files.pooling.map { try SentencePooling($0, hidden: configuration.hidden) } ?? .mean
        encoder = try TextEncoder(configuration, weights: SafetensorsFile(files.weights), pooling: pooling)
        tokensMax = try TokenLimit.read(files.limits, positions: configuration.positions)
    }
}
