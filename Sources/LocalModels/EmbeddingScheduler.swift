internal import Identifiers
internal import Inference
internal import Retrieval
internal import Synchronization

/// Feeds requests to the executor round by round and gives each caller its vectors when all are done.
final class EmbeddingScheduler: Sendable {
    private typealias Continuation = CheckedContinuation<[[Float]], any Error>

    private struct Pending {
        let sequences: [[Int32]]
        var vectors: [[Float]]
        var left: Int
        let continuation: Continuation
    }

    private struct State {
        var queue: EmbeddingQueue
        var pending: [Int: Pending] = [:]
        var lastRequest = 0
        var isRunning = false
        var isStopped = false
        var tokensPerSecond: Double
    }

    /// What the estimate starts from, before anything was measured: a slow machine.
    private static let tokensPerSecondAtStart = 2000.0

    private let state: Mutex<State>
    private let executor: EncoderExecutor
    private let now: @Sendable () -> Instant

    init(_ executor: EncoderExecutor, limits: EmbeddingLimits, now: @escaping @Sendable () -> Instant) {
        self.executor = executor
        self.now = now
        let round = limits.roundTokensMaxPerThread * executor.threads
        state = Mutex(
            State(
                queue: EmbeddingQueue(limits: limits, roundTokensMax: round),
                tokensPerSecond: Self.tokensPerSecondAtStart
            )
        )
    }

    /// The vectors of model inputs, in order. Cancelling drops what is queued of them.
    func embed(_ sequences: [[Int32]], priority: InferencePriority) async throws -> [[Float]] {
        if sequences.isEmpty { return [] }
        let id = state.withLock { state in
            state.lastRequest += 1
            return state.lastRequest
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(id, sequences, priority, continuation)
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Refuses new requests and fails those that wait.
    func stop() {
        let waiting = state.withLock { state in
            state.isStopped = true
            for id in state.pending.keys { state.queue.remove(id) }
            defer { state.pending = [:] }
            return state.pending.values.map(\.continuation)
        }
        for continuation in waiting { continuation.resume(throwing: InferenceError.stopped) }
    }

    private func enqueue(
        _ id: Int,
        _ sequences: [[Int32]],
        _ priority: InferencePriority,
        _ continuation: Continuation
    ) {
        let refusal: (any Error)? = state.withLock { state in
            // The cancellation handler may have run before there was anything to cancel.
            if Task.isCancelled { return CancellationError() }
            if state.isStopped { return InferenceError.stopped }
            do {
                try state.queue.add(
                    id,
                    tokenCounts: sequences.map(\.count),
                    priority: priority,
                    tokensPerSecond: state.tokensPerSecond
                )
            } catch { return error }
            let empty = [[Float]](repeating: [], count: sequences.count)
            state.pending[id] = Pending(
                sequences: sequences,
                vectors: empty,
                left: sequences.count,
                continuation: continuation
            )
            return nil
        }
        if let refusal { continuation.resume(throwing: refusal) } else { startRound() }
    }

    private func cancel(_ id: Int) {
        let pending = state.withLock { state in
            state.queue.remove(id)
            return state.pending.removeValue(forKey: id)
        }
        pending?.continuation.resume(throwing: CancellationError())
    }

    /// Starts the next round unless one is running or nothing waits.
    private func startRound() {
        let round: (entries: [EmbeddingQueue.Entry], sequences: [[Int32]])? = state.withLock { state in
            if state.isRunning || state.queue.isEmpty { return nil }
            let entries = state.queue.nextRound()
            state.isRunning = true
            return (entries, entries.map { state.pending[$0.request]?.sequences[$0.text] ?? [] })
        }
        guard let round else { return }
        let start = now()
        executor.run(round.sequences) { [self] vectors in
            let tokens = round.sequences.reduce(0) { $0 + $1.count }
            finish(
                round.entries,
                vectors,
                tokens: tokens,
                microseconds: now().microseconds - start.microseconds
            )
            startRound()
        }
    }

    private func finish(
        _ entries: [EmbeddingQueue.Entry],
        _ vectors: [[Float]],
        tokens: Int,
        microseconds: Int64
    ) {
        let finished = state.withLock { state in
            state.isRunning = false
            let rate = Double(tokens) * 1e6 / Double(max(1, microseconds))
            // A moving mean of about eight rounds.
            state.tokensPerSecond += (rate - state.tokensPerSecond) / 8
            var finished: [Pending] = []
            for (entry, vector) in zip(entries, vectors) {
                // A cancelled request is no longer there.
                state.pending[entry.request]?.vectors[entry.text] = vector
                state.pending[entry.request]?.left -= 1
                if state.pending[entry.request]?.left == 0,
                    let done = state.pending.removeValue(forKey: entry.request)
                {
                    finished.append(done)
                }
            }
            return finished
        }
        for request in finished { request.continuation.resume(returning: request.vectors) }
    }
}
