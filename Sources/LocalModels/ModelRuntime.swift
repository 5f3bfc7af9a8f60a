package import Identifiers
package import Inference
package import Logging
internal import Retrieval
internal import Signing
internal import Synchronization

/// The models of this machine: one cache of results for all of them, and for each backend a scheduler and a budget of
/// memory.
package final class ModelRuntime: Sendable {
    package static let cacheBytesMax = 64 << 20

    private struct Served {
        let meter: ModelMeter
        let scheduler: InferenceScheduler
        let number: Int
    }

    private let backends: [ServingBackend]
    private let cache: SharedResultCache
    private let served = Mutex<[Served]>([])
    private let logger: Logger
    private let now: @Sendable () -> Instant

    /// A model is loaded on the first of the backends that can, and on no other when that one is full or fails.
    package init(
        backends: [any ComputeBackend],
        limits: ServingLimits = ServingLimits(),
        cacheBytesMax: Int = ModelRuntime.cacheBytesMax,
        logger: Logger,
        now: @escaping @Sendable () -> Instant
    ) {
        self.backends = backends.map { ServingBackend($0, limits: limits, logger: logger, now: now) }
        self.logger = logger
        self.now = now
        cache = SharedResultCache(bytesMax: cacheBytesMax)
    }

    /// Reads a model's files, asks whether they may run, loads them, and computes a few rounds of several sizes.
    ///
    /// `admitted` is asked for the files that are used: always `config.json`, `tokenizer.json` and the weights, and
    /// where they exist `sentence_bert_config.json`, the pooling's `config.json`, `modules.json` and
    /// `config_sentence_transformers.json`. If it refuses them it is asked once more without the last two, which are
    /// then not used. What was hashed is what is loaded: files are read once. `precision` nil is that of the file.
    /// Throws `LocalModelError`, Inference's `ModelFileError` or `BackendFault`, or what `admitted` and `source` throw.
    @concurrent
    package func load(
        _ source: any ModelFileSource,
        precision: EncoderPrecision?,
        admitted: @Sendable (ModelFileDigests) async throws -> ModelAdmission
    ) async throws -> LocalModel {
        let (files, version) = try await admittedFiles(try await ModelPackage(source), admitted)
        let description = try ModelDescription(files, precision: precision)
        let place = try place(for: description.encoder)
        let plan = try place.backend.plan(description.encoder)
        try place.take(plan.memoryBytes)
        do {
            let executor = try await place.backend.load(description.encoder, plan)
            let model = try LoadedModel(description, plan, executor)
            return try await serve(model, Self.identity(version, plan), on: place)
        } catch {
            place.giveBack(plan.memoryBytes)
            throw error
        }
    }

    /// Refuses new requests and fails those that wait; what computes is its owner's to end.
    package func stop() {
        for place in backends { place.scheduler.stop() }
    }

    /// Refuses new requests and returns when those that wait are done; what is left after so many seconds fails.
    package func drain(limitSeconds: Double) async {
        await withTaskGroup(of: Void.self) { group in
            for place in backends {
                group.addTask { await place.scheduler.drain(limitSeconds: limitSeconds) }
            }
        }
    }

    /// Whether it drains or was stopped.
    package var isClosed: Bool { backends.contains { $0.scheduler.isClosed } }

    package var figures: RuntimeFigures {
        let models = served.withLock { $0 }.map { model in
            var figures = model.meter.snapshot
            for priority in [InferencePriority.interactive, .bulk] {
                figures.classes[priority, default: .init()].tokensQueued =
                    model.scheduler.tokensQueued(priority, ofModel: model.number)
            }
            return figures
        }
        return RuntimeFigures(
            models: models,
            backends: backends.map(\.figures),
            requestsQueued: backends.reduce(0) { $0 + $1.scheduler.requestsQueued },
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

    private func place(for model: EncoderSource) throws(LocalModelError) -> ServingBackend {
        if let place = backends.first(where: { $0.backend.abilities.include(model) }) { return place }
        let kind = model.judgesPairs ? "pairs" : "vectors"
        throw .noBackend(
            model: "\(kind) of \(model.configuration.family.rawValue) in \(model.precision.rawValue)",
            backends: backends.map(\.backend.name)
        )
    }

    /// Results of another precision than that of the weights as they are do not compare with theirs.
    private static func identity(_ version: ModelIdentity, _ plan: EncoderPlan) -> ModelIdentity {
        ModelIdentity(
            name: version.name,
            version: version.version,
            digest: version.digest,
            variant: plan.variant.map { variant in
                .init(
                    name: variant,
                    resultDigest: Digest.sha256(of: version.digest.bytes + Array(variant.utf8))
                )
            },
            precision: plan.precision
        )
    }

    private func serve(
        _ model: LoadedModel,
        _ identity: ModelIdentity,
        on place: ServingBackend
    ) async throws -> LocalModel {
        let meter = ModelMeter(
            ModelFigures(
                identity: identity,
                precision: model.plan.precision,
                kind: model.kind.rawValue,
                backend: place.backend.name,
                memoryBytes: model.plan.memoryBytes
            )
        )
        let number = place.scheduler.add(model.executor, model.plan.rounds, meter: meter)
        do { try await warmUp(model, number, place.scheduler) } catch {
            place.scheduler.remove(number)
            throw error
        }
        meter.begin()
        served.withLock { $0.append(Served(meter: meter, scheduler: place.scheduler, number: number)) }
        let requests = ModelRequests(
            model: number,
            resultDigest: identity.resultDigest,
            scheduler: place.scheduler,
            cache: cache,
            meter: meter,
            now: now
        )
        logger.info(
            "model loaded",
            metadata: [
                "model": "\(identity.pinnedName)", "weights": "\(identity.digest)",
                "precision": "\(model.plan.precision)", "memory_mib": "\(model.plan.memoryBytes >> 20)",
                "backend": "\(place.backend.name)", "hardware": "\(place.backend.hardware)",
            ]
        )
        return switch model.kind {
        case .embedding: .embedder(LocalEmbedder(identity, model, requests))
        case .rerank: .reranker(LocalReranker(identity, model, requests))
        }
    }

    /// Touches the memory of every way through the executor, and measures how fast it is.
    private func warmUp(_ model: LoadedModel, _ number: Int, _ scheduler: InferenceScheduler) async throws {
        for size in model.plan.rounds.warmUps {
            let tokens = (0..<min(size.tokens, model.tokensMax)).map { Int32($0 % model.vocabularyCount) }
            _ = try await scheduler.compute(
                Array(repeating: ModelInput(tokens: tokens), count: size.texts),
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
