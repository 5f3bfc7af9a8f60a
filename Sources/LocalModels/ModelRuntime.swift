package import Identifiers
package import Inference
package import Logging
internal import Retrieval
internal import Signing
internal import Synchronization
package import Tensors

/// The models of this machine: one scheduler, one cache of results and one budget of memory for all of them.
package final class ModelRuntime: Sendable {
    package static let cacheBytesMax = 64 << 20

    private struct Budget {
        var leftBytes: Int?
        var meters: [(meter: ModelMeter, model: Int)] = []
    }

    private let pool: ComputePool
    private let limits: ServingLimits
    private let scheduler: InferenceScheduler
    private let cache: SharedResultCache
    private let budget: Mutex<Budget>
    private let logger: Logger
    private let now: @Sendable () -> Instant

    /// `memoryBytesMax` bounds weights and working memory of all models; nil for no bound.
    package init(
        pool: ComputePool,
        limits: ServingLimits = ServingLimits(),
        memoryBytesMax: Int? = nil,
        cacheBytesMax: Int = ModelRuntime.cacheBytesMax,
        logger: Logger,
        now: @escaping @Sendable () -> Instant
    ) {
        self.pool = pool
        self.limits = limits
        self.logger = logger
        self.now = now
        scheduler = InferenceScheduler(limits: limits, threads: pool.threads, now: now)
        cache = SharedResultCache(bytesMax: cacheBytesMax)
        budget = Mutex(Budget(leftBytes: memoryBytesMax))
    }

    /// Reads a model's files, asks whether they may run, loads them, and computes a few rounds of several sizes.
    ///
    /// `admitted` is asked for the files that are used: always `config.json`, `tokenizer.json` and the weights, and
    /// where they exist `sentence_bert_config.json`, the pooling's `config.json`, `modules.json` and
    /// `config_sentence_transformers.json`. If it refuses them it is asked once more without the last two, which are
    /// then not used. What was hashed is what is loaded: files are read once. `precision` nil is that of the file.
    /// Throws `LocalModelError` or Inference's `ModelFileError`, or what `admitted` and `source` throw.
    @concurrent
    package func load(
        _ source: any ModelFileSource,
        precision: EncoderPrecision?,
        admitted: @Sendable (ModelFileDigests) async throws -> ModelAdmission
    ) async throws -> LocalModel {
        let (files, version) = try await admittedFiles(try await ModelPackage(source), admitted)
        let shape = try ModelShape(files, configured: precision)
        let bytes = shape.memoryBytes(threads: pool.threads, limits)
        try take(bytes)
        do {
            let identity = Self.identity(version, shape)
            return try await serve(try LoadedModel(files, shape), identity, memoryBytes: bytes)
        } catch {
            budget.withLock { $0.leftBytes? += bytes }
            throw error
        }
    }

    /// Refuses new requests and fails those that wait; the compute threads are the pool owner's.
    package func stop() {
        scheduler.stop()
    }

    /// Refuses new requests and returns when those that wait are done; what is left after so many seconds fails.
    package func drain(limitSeconds: Double) async {
        await scheduler.drain(limitSeconds: limitSeconds)
    }

    /// Whether it drains or was stopped.
    package var isClosed: Bool { scheduler.isClosed }

    package var figures: RuntimeFigures {
        let meters = budget.withLock { $0.meters }
        let models = meters.map { entry in
            var figures = entry.meter.snapshot
            for priority in [InferencePriority.interactive, .bulk] {
                figures.classes[priority, default: .init()].tokensQueued =
                    scheduler.tokensQueued(priority, ofModel: entry.model)
            }
            return figures
        }
        return RuntimeFigures(
            models: models,
            threads: pool.threads,
            requestsQueued: scheduler.requestsQueued,
            cacheEntries: cache.size.entries,
            cacheBytes: cache.size.bytes
        )
    }

    private func admittedFiles(
        _ files: ModelPackage,
        _ admitted: @Sendable (ModelFileDigests) async throws -> ModelAdmission
    ) async throws -> (ModelPackage, ModelIdentity) {
        guard let weights = files.weightsDigest else {
            throw LocalModelError.notAdmitted(reason: "it has no weights")
        }
        switch try await admitted(ModelFileDigests(files: files.digests, weights: weights)) {
        case .admitted(let version):
            guard version.digest == weights else {
                throw LocalModelError.digestMismatch(admitted: version.digest, found: weights)
            }
            return (files, version)
        case .refused(let reason):
            guard let plain = files.withoutModules else { throw LocalModelError.notAdmitted(reason: reason) }
            return try await admittedFiles(plain, admitted)
        }
    }

    private func take(_ bytes: Int) throws {
        try budget.withLock { budget in
            guard let left = budget.leftBytes else { return }
            guard bytes <= left else {
                throw LocalModelError.overMemoryBudget(
                    neededMiB: (bytes + (1 << 20) - 1) >> 20,
                    freeMiB: left >> 20
                )
            }
            budget.leftBytes = left - bytes
        }
    }

    /// Results of another precision than that of the weights as they are do not compare with theirs.
    private static func identity(_ version: ModelIdentity, _ shape: ModelShape) -> ModelIdentity {
        ModelIdentity(
            name: version.name,
            version: version.version,
            digest: version.digest,
            variant: shape.variant.map { variant in
                .init(
                    name: variant.rawValue,
                    resultDigest: Digest.sha256(of: version.digest.bytes + Array(variant.rawValue.utf8))
                )
            },
            precision: shape.precision.rawValue
        )
    }

    private func serve(
        _ model: LoadedModel,
        _ identity: ModelIdentity,
        memoryBytes: Int
    ) async throws -> LocalModel {
        let meter = ModelMeter(
            ModelFigures(
                identity: identity,
                precision: model.encoder.precision.rawValue,
                kind: model.crossEncoder == nil ? "embedding" : "rerank",
                memoryBytes: memoryBytes
            )
        )
        let executor = ModelExecutor(model, pool: pool, limits: limits)
        let number = scheduler.add(executor, tokensMax: model.tokensMax, meter: meter)
        try await warmUp(model, number)
        meter.begin()
        budget.withLock { $0.meters.append((meter, number)) }
        let requests = ModelRequests(
            model: number,
            resultDigest: identity.resultDigest,
            scheduler: scheduler,
            cache: cache,
            meter: meter,
            now: now
        )
        logger.info(
            "model loaded",
            metadata: [
                "model": "\(identity.pinnedName)", "weights": "\(identity.digest)",
                "precision": "\(model.encoder.precision.rawValue)", "memory_mib": "\(memoryBytes >> 20)",
                "threads": "\(pool.threads)", "instructions": "\(InstructionLevel.supported)",
            ]
        )
        return model.crossEncoder == nil
            ? .embedder(LocalEmbedder(identity, model, requests))
            : .reranker(LocalReranker(identity, model, requests))
    }

    /// Lengths and numbers of texts that take every way through the executor.
    private func warmUp(_ model: LoadedModel, _ number: Int) async throws {
        let rows = model.encoder.configuration.vocabularyCount
        for (length, count) in [(8, 1), (64, 1), (64, 4 * pool.threads)] {
            let tokens = (0..<min(length, model.tokensMax)).map { Int32($0 % rows) }
            _ = try await scheduler.compute(
                Array(repeating: ModelInput(tokens: tokens), count: count),
                model: number,
                priority: .bulk,
                arrival: now()
            )
        }
    }
}

/// A model that is served, by what it is asked for.
package enum LocalModel: Sendable {
    case embedder(LocalEmbedder)
    case reranker(LocalReranker)
}
