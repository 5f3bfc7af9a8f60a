internal import Identifiers
internal import Retrieval
internal import Synchronization

/// Feeds the requests of all models to the compute threads, round by round, and gives each caller its results when
/// all are done.
final class InferenceScheduler: Sendable {
    private typealias Continuation = CheckedContinuation<ComputedRequest, any Error>

    private struct Pending {
        let inputs: [ModelInput]
        var computed: ComputedRequest
        var left: Int
        let continuation: Continuation
        /// Texts that the threads have now.
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
        let executor: ModelExecutor
        let meter: ModelMeter
    }

    private struct State {
        var queue: ServingQueue
        var models: [Served] = []
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
    private let now: @Sendable () -> Instant

    init(limits: ServingLimits, threads: Int, now: @escaping @Sendable () -> Instant) {
        self.now = now
        state = Mutex(State(queue: ServingQueue(limits: limits, threads: threads)))
    }

    /// The number by which requests name the model.
    func add(_ executor: ModelExecutor, tokensMax: Int, meter: ModelMeter) -> Int {
        state.withLock { state in
            state.models.append(Served(executor: executor, meter: meter))
            return state.queue.addModel(tokensMax: tokensMax)
        }
    }

    /// The results of a model's inputs, in order. Cancelling frees the place of what is queued of them at once.
    ///
    /// Throws `InferenceError` or `CancellationError` for what is not taken, and `EndedRequest` for what was taken and
    /// is cancelled or stopped: when the rounds are done in which the threads have some of it, so that all of their
    /// time is accounted for.
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
            if state.isClosed { return InferenceError.stopped }
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

    /// Ends a request without what is not computed of it; gives it back if no thread has any of it.
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
    /// Starts rounds until no thread is free or nothing waits.
    private func startRounds() {
        while let start = state.withLock({ Self.nextStart(&$0, at: now()) }) { run(start) }
    }

    private static func nextStart(_ state: inout State, at now: Instant) -> Start? {
        guard let round = state.queue.nextRound(at: now) else { return nil }
        let inputs = round.entries.map { entry in
            state.pending[entry.request]?.computed.begin(at: now)
            state.pending[entry.request]?.running += 1
            return state.pending[entry.request]?.inputs[entry.text] ?? ModelInput(tokens: [])
        }
        return Start(round: round, inputs: inputs, served: state.models[round.model])
    }

    private func run(_ start: Start) {
        let begun = now()
        start.served.executor.run(start.inputs, in: start.round) { [self] results in
            let seconds = max(0, now().secondsSince(begun))
            let (finished, waiters) = finish(start.round, results, seconds: seconds)
            // Threads first: this one is free once the callers were told.
            startRounds()
            start.served.meter.add(start.round, seconds: seconds)
            for var request in finished { request.resume(at: now()) }
            for waiter in waiters { waiter.resume() }
        }
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

// MARK: - The end

extension InferenceScheduler {
    /// Refuses new requests and fails those that wait; what the threads have of others is finished.
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
