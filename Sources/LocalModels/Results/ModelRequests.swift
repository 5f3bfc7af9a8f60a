internal import Identifiers
internal import Retrieval
internal import Synchronization

/// The way of one model's requests: what is known from the cache, the rest once each from the scheduler.
struct ModelRequests: Sendable {
    struct Answer: Sendable {
        /// In the order of the inputs.
        var results: [[Float]]
        /// For each input whether it was computed for this place, and not for an equal one or an earlier request.
        var isComputed: [Bool]
        var computed: ComputedRequest
    }

    let model: Int
    /// Of the weights with their precision.
    let resultDigest: Digest
    let scheduler: InferenceScheduler
    let cache: SharedResultCache
    let meter: ModelMeter
    let now: @Sendable () -> Instant

    /// Counts a request from its arrival to its answer, however it ends.
    func measured<Batch: Sendable>(
        _ priority: InferencePriority,
        _ body: (_ arrival: Instant) async throws -> (Batch, InferenceCost)
    ) async throws -> Batch {
        let arrival = now()
        do {
            let (batch, cost) = try await body(arrival)
            meter.addServed(
                priority,
                queueMicroseconds: cost.queueMicroseconds,
                seconds: max(0, now().secondsSince(arrival))
            )
            return batch
        } catch {
            meter.addFailed(priority, error)
            throw error
        }
    }

    /// `read` is what the inputs were made of. Throws `UnfinishedInference` for what ends after it was taken.
    func answer(
        _ inputs: [ModelInput],
        of read: (texts: Int, tokensRead: Int),
        priority: InferencePriority,
        arrival: Instant
    ) async throws -> Answer {
        let keys = inputs.map { $0.digest(model: resultDigest) }
        var known = cache.values(for: Set(keys))
        meter.addInputs(inputs.count, hits: keys.count { known[$0] != nil })
        var missing: [ModelInput] = []
        var missingKeys: [Digest] = []
        var seen: Set<Digest> = []
        var isComputed: [Bool] = []
        for (input, key) in zip(inputs, keys) {
            let isNew = known[key] == nil && seen.insert(key).inserted
            isComputed.append(isNew)
            if isNew {
                missing.append(input)
                missingKeys.append(key)
            }
        }
        let computed = try await compute(missing, of: read, priority, arrival)
        let fresh = Dictionary(uniqueKeysWithValues: zip(missingKeys, computed.results))
        cache.insert(fresh)
        known.merge(fresh) { _, new in new }
        return Answer(
            results: keys.map { known[$0] ?? [] },
            isComputed: isComputed,
            computed: computed
        )
    }

    private func compute(
        _ inputs: [ModelInput],
        of read: (texts: Int, tokensRead: Int),
        _ priority: InferencePriority,
        _ arrival: Instant
    ) async throws -> ComputedRequest {
        do {
            return try await scheduler.compute(inputs, model: model, priority: priority, arrival: arrival)
        } catch let ended as EndedRequest {
            throw UnfinishedInference(
                texts: read.texts,
                tokensRead: read.tokensRead,
                cost: InferenceCost(ended.computed, textsReused: 0),
                reason: ended.reason
            )
        }
    }
}

extension InferenceCost {
    init(_ computed: ComputedRequest, textsReused: Int) {
        self.init(
            queueMicroseconds: computed.queueMicroseconds,
            computeMicroseconds: computed.computeMicroseconds,
            batchShare: computed.batchShare,
            tokensComputed: computed.tokens,
            textsReused: textsReused
        )
    }
}

/// The cache of all models.
final class SharedResultCache: Sendable {
    private let cache: Mutex<ResultCache>

    init(bytesMax: Int) {
        cache = Mutex(ResultCache(bytesMax: bytesMax))
    }

    var size: (entries: Int, bytes: Int) { cache.withLock { ($0.count, $0.bytes) } }

    func values(for keys: Set<Digest>) -> [Digest: [Float]] {
        cache.withLock { cache in
            var values: [Digest: [Float]] = [:]
            for key in keys { values[key] = cache.value(for: key) }
            return values
        }
    }

    func insert(_ values: [Digest: [Float]]) {
        cache.withLock { cache in
            for (key, value) in values { cache.insert(value, for: key) }
        }
    }
}
