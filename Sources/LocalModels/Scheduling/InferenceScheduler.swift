internal import Identifiers
internal import Inference
internal import Logging
internal import Retrieval
internal import Synchronization

/// Feeds the requests of a backend's models to it, round by round, and gives each caller its results when all are
/// done.
final class InferenceScheduler: Sendable {
    private typealias Continuation = CheckedContinuation<ComputedRequest, any Error>

    private struct Pending {
        let inputs: [ModelInput]
        var computed: ComputedRequest
        var left: Int
        let continuation: Continuation
        /// Texts that the backend has now.
        var running = 0
        /// Why it ends without the rest, once its running rounds are done.
        var ending: (any Error)?

        mutating func resume(at now: Instant) {
            computed.end(at: now)
            if let ending {
                continuation.resume(throwing: EndedRequest(computed: computed, reason: ending))
            } else {
                continuation.resume(returning: computed)
            }
        }
    }

    private struct Served {
        let executor: any RoundExecutor
        let meter: ModelMeter
    }

    private struct State {
        var queue: ServingQueue
        /// Nil where a model did not get through its first rounds.
        var models: [Served?] = []
        var pending: [Int: Pending] = [:]
        var lastRequest = 0
        var isClosed = false
        var idleWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private struct Start {
        let round: ServingRound
        let inputs: [ModelInput]
        let served: Served
    }

    private let state: Mutex<State>
    private let logger: Logger
    private let now: @Sendable () -> Instant

    init(limits: ServingLimits, slots: Int, logger: Logger, now: @escaping @Sendable () -> Instant) {
        self.logger = logger
        self.now = now
        state = Mutex(State(queue: ServingQueue(limits: limits, slots: slots)))
    }

    /// The number by which requests name the model.
    func add(_ executor: any RoundExecutor, _ plan: RoundPlan, meter: ModelMeter) -> Int {
        state.withLock { state in
            state.models.append(Served(executor: executor, meter: meter))
            return state.queue.addModel(plan)
        }
    }

    /// Lets a model's memory go. Nothing may be asked of it any more; its number is not used again.
    func remove(_ model: Int) {
        state.withLock { $0.models[model] = nil }
    }

    /// The results of a model's inputs, in order. Cancelling frees the place of what is queued of them at once.
    ///
    /// Throws `InferenceError` or `CancellationError` for what is not taken, and `EndedRequest` for what was taken and
    /// is cancelled, stopped or failed: when the rounds are done in which slots have some of it, so that all of their time
    /// is accounted for.
    func compute(
        _ inputs: [ModelInput],
        model: Int,
        priority: InferencePriority,
        arrival: Instant
    ) async throws -> ComputedRequest {
        if inputs.isEmpty { return ComputedRequest(count: 0, arrival: arrival) }
        let id = state.withLock { state in
            state.lastRequest += 1
            return state.lastRequest
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let computed = ComputedRequest(count: inputs.count, arrival: arrival)
                let pending = Pending(
                    inputs: inputs,
                    computed: computed,
                    left: inputs.count,
                    continuation: continuation
                )
                enqueue(id, pending, model, priority)
            }
        } onCancel: {
            cancel(id)
        }
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func tokensQueued(_ priority: InferencePriority, ofModel model: Int) -> Int {
        state.withLock { $0.queue.tokensQueued(priority, ofModel: model) }
    }

    /// Of all models.
    var requestsQueued: Int { state.withLock { $0.queue.requestsQueued } }

    private func enqueue(_ id: Int, _ pending: Pending, _ model: Int, _ priority: InferencePriority) {
        let now = now()
        let refusal: (any Error)? = state.withLock { state in
            // The cancellation handler may have run before there was anything to cancel.
            if Task.isCancelled { return CancellationError() }
            if state.isClosed || state.models[model] == nil { return InferenceError.stopped }
            do {
                try state.queue.add(
                    id,
                    model: model,
                    tokenCounts: pending.inputs.map(\.tokens.count),
                    priority: priority,
                    at: now
                )
            } catch { return error }
            state.pending[id] = pending
            return nil
        }
        if let refusal { pending.continuation.resume(throwing: refusal) } else { startRounds() }
    }

    private func cancel(_ id: Int) {
        let (ended, waiters) = state.withLock { state in
            state.queue.remove(id)
            return (Self.end(id, CancellationError(), &state), Self.waitersIfIdle(&state))
        }
        for waiter in waiters { waiter.resume() }
        if var ended { ended.resume(at: now()) }
        startRounds()
    }

    /// Ends a request without what is not computed of it; gives it back if the backend has none of it.
    private static func end(_ id: Int, _ reason: any Error, _ state: inout State) -> Pending? {
        guard var pending = state.pending.removeValue(forKey: id) else { return nil }
        pending.ending = pending.ending ?? reason
        if pending.running == 0 { return pending }
        state.pending[id] = pending
        return nil
    }
}

// MARK: - Rounds

extension InferenceScheduler {
    /// Starts rounds until no slot is free or nothing waits.
    private func startRounds() {
        while let start = state.withLock({ Self.nextStart(&$0, at: now()) }) { run(start) }
    }

    private static func nextStart(_ state: inout State, at now: Instant) -> Start? {
        while let round = state.queue.nextRound(at: now) {
            guard let served = state.models[round.model] else {
                state.queue.finish(round, seconds: nil)
                continue
            }
            let inputs = round.entries.map { entry in
                state.pending[entry.request]?.computed.begin(at: now)
                state.pending[entry.request]?.running += 1
                return state.pending[entry.request]?.inputs[entry.text] ?? ModelInput(tokens: [])
            }
            return Start(round: round, inputs: inputs, served: served)
        }
        return nil
    }

    private func run(_ start: Start) {
        let begun = now()
        let round = ComputeRound(
            RaggedBatch(start.inputs),
            slots: start.round.slots,
            isShared: start.round.isShared
        )
        start.served.executor.run(round) { [self] outcome in
            do {
                let results = try outcome.get()
                try start.served.executor.check(results, of: start.inputs.count)
                succeed(start, results, seconds: max(0, now().secondsSince(begun)))
            } catch {
                fail(start, error)
            }
        }
    }

    private func succeed(_ start: Start, _ results: [[Float]], seconds: Double) {
        let (finished, waiters) = finish(start.round, results, seconds: seconds)
        // Slots first: this one is free once the callers were told.
        startRounds()
        start.served.meter.add(start.round, seconds: seconds)
        for var request in finished { request.resume(at: now()) }
        for waiter in waiters { waiter.resume() }
    }

    /// Fails every request that has a part in the round, with all that waits of it; the others go on.
    private func fail(_ start: Start, _ error: any Error) {
        logger.error("a round of a model failed", metadata: ["reason": "\(error)"])
        let (failed, waiters) = state.withLock { state in
            state.queue.finish(start.round, seconds: nil)
            for entry in start.round.entries { state.pending[entry.request]?.running -= 1 }
            let failed = Set(start.round.entries.map(\.request)).compactMap { id in
                state.queue.remove(id)
                return Self.end(id, InferenceError.failed, &state)
            }
            return (failed, Self.waitersIfIdle(&state))
        }
        startRounds()
        for var request in failed { request.resume(at: now()) }
        for waiter in waiters { waiter.resume() }
    }

    private func finish(
        _ round: ServingRound,
        _ results: [[Float]],
        seconds: Double
    ) -> (finished: [Pending], waiters: [CheckedContinuation<Void, Never>]) {
        state.withLock { state in
            state.queue.finish(round, seconds: seconds)
            var finished: [Pending] = []
            for id in Set(round.entries.map(\.request)) {
                state.pending[id]?.computed.add(round: round, seconds: seconds)
            }
            for (entry, result) in zip(round.entries, results) {
                guard var pending = state.pending.removeValue(forKey: entry.request) else { continue }
                pending.computed.store(
                    result,
                    at: entry.text,
                    tokens: pending.inputs[entry.text].tokens.count
                )
                pending.left -= 1
                pending.running -= 1
                // All of it done is an answer, also for who just gave up.
                if pending.left == 0 { pending.ending = nil }
                if pending.left == 0 || pending.ending != nil && pending.running == 0 {
                    finished.append(pending)
                } else {
                    state.pending[entry.request] = pending
                }
            }
            return (finished, Self.waitersIfIdle(&state))
        }
    }
}

extension RoundExecutor {
    /// Throws unless there is a result for each input, of the right length and wholly finite.
    fileprivate func check(_ results: [[Float]], of inputs: Int) throws(UnusableResults) {
        guard results.count == inputs else {
            throw UnusableResults(reason: "\(results.count) results for \(inputs) inputs")
        }
        for result in results {
            guard result.count == numbersPerResult else {
                throw UnusableResults(reason: "\(result.count) numbers where \(numbersPerResult) are due")
            }
            guard result.allSatisfy({ $0.isFinite }) else { throw UnusableResults(reason: "NaN or infinity") }
        }
    }
}

/// Results of a round that nobody may be given.
private struct UnusableResults: Error, CustomStringConvertible {
    let reason: String

    var description: String { "its results cannot be used: \(reason)" }
}

// MARK: - The end

extension InferenceScheduler {
    /// Refuses new requests and fails those that wait; what the backend has of others is finished.
    func stop() {
        let (ended, waiters) = state.withLock { state in
            state.isClosed = true
            let removed = state.pending.keys.filter { state.queue.remove($0) }
            let ended = removed.compactMap { Self.end($0, InferenceError.stopped, &state) }
            return (ended, Self.waitersIfIdle(&state))
        }
        for var request in ended { request.resume(at: now()) }
        for waiter in waiters { waiter.resume() }
    }

    /// Refuses new requests, finishes those that wait, and after so many seconds fails what is left of them.
    func drain(limitSeconds: Double) async {
        state.withLock { $0.isClosed = true }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.untilIdle() }
            group.addTask { try? await Task.sleep(for: .seconds(limitSeconds)) }
            await group.next()
            stop()
            group.cancelAll()
        }
    }

    private func untilIdle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.queue.isIdle { state.idleWaiters.append(continuation) }
                return state.queue.isIdle
            }
            if isIdle { continuation.resume() }
        }
    }

    private static func waitersIfIdle(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
        guard state.queue.isIdle else { return [] }
        defer { state.idleWaiters = [] }
        return state.idleWaiters
    }
}
