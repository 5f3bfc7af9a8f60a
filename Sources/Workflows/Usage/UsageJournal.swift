package import Access
package import Logging
import Synchronization

/// Keeps the account of what models are used for: no use without a record.
///
/// Records wait in memory and are written together, at most 250 ms or 256 records later. While the database is away
/// they stay, up to the buffer's limit, and then whatever would use a model waits and is refused. A process that is
/// killed loses what it had not written yet.
package final class UsageJournal: Sendable {
    /// The longest that a record waits while the database is there.
    package static let flushMilliseconds = 250
    /// The longest that a request waits for a place in the buffer.
    package static let placeWaitMilliseconds = 2_000
    /// How often writing is tried at the end before what is left is given up.
    private static let lastAttemptsMax = 20
    private static let pauseMillisecondsMax = 2_000

    private struct State {
        var buffer: UsageBuffer
        /// Nobody writes any more.
        var isEnded = false
        var lastWaiter: UsageBuffer.WaiterID = 0
        var waiting:
            [UsageBuffer.WaiterID: (continuation: CheckedContinuation<Bool, Never>, timer: Task<Void, Never>)] =
                [:]
        /// The writer that sleeps, and at how many records it wakes.
        var writer: (continuation: CheckedContinuation<Void, Never>, wakesAt: Int)?
    }

    private let store: any UsageStore
    private let logger: Logger
    private let batchMax: Int
    private let sleep: @Sendable (_ milliseconds: Int) async throws -> Void
    private let state: Mutex<State>

    package convenience init(store: any UsageStore, logger: Logger) {
        self.init(store: store, limits: .init(), logger: logger) {
            try await Task.sleep(for: .milliseconds($0))
        }
    }

    init(
        store: any UsageStore,
        limits: UsageBuffer.Limits,
        logger: Logger,
        sleep: @escaping @Sendable (_ milliseconds: Int) async throws -> Void
    ) {
        self.store = store
        self.logger = logger
        self.sleep = sleep
        batchMax = limits.batchMax
        state = Mutex(State(buffer: UsageBuffer(limits: limits)))
    }

    /// Does `work`, which adds what it asks of models to the tally, once there is room for the record of that.
    ///
    /// Throws what `work` throws, which then leaves a record of what it used until then, or none when it used nothing;
    /// `StoreFault.unavailable` when there is no room.
    func recording<Value>(
        as record: (UsageRecord.Outcome, ModelUse) -> UsageRecord,
        _ work: (UseTally) async throws -> Value
    ) async throws -> Value {
        try await takePlace()
        let tally = UseTally()
        do {
            let value = try await work(tally)
            fill(record(.answered, tally.use ?? ModelUse()))
            return value
        } catch {
            if let use = tally.use {
                fill(record(error is CancellationError || Task.isCancelled ? .cancelled : .failed, use))
            } else {
                admit { $0.giveBack() }
            }
            throw error
        }
    }

    // MARK: Places

    private func takePlace() async throws {
        let waiter = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        let hasPlace = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enter(waiter, continuation)
                // A cancel before this found nobody waiting; one after it will.
                if Task.isCancelled { leave(waiter) }
            }
        } onCancel: {
            leave(waiter)
        }
        guard !hasPlace else { return }
        try Task.checkCancellation()
        throw StoreFault.unavailable(retryAfterSeconds: Self.placeWaitMilliseconds / 1_000)
    }

    private func enter(_ waiter: UsageBuffer.WaiterID, _ continuation: CheckedContinuation<Bool, Never>) {
        let outcome: Bool? = state.withLock { state in
            switch state.buffer.takePlace(waiter) {
            case .taken: return true
            case .refused: return false
            case .waiting:
                let timer = Task { [sleep] in
                    do { try await sleep(Self.placeWaitMilliseconds) } catch { return }
                    self.leave(waiter)
                }
                state.waiting[waiter] = (continuation, timer)
                return nil
            }
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    private func leave(_ waiter: UsageBuffer.WaiterID) {
        let left = state.withLock { state in
            state.buffer.leave(waiter) ? state.waiting.removeValue(forKey: waiter) : nil
        }
        left?.timer.cancel()
        left?.continuation.resume(returning: false)
    }

    private func fill(_ record: UsageRecord) {
        let (writer, isEnded) = state.withLock { state in
            state.buffer.fill(record)
            return (Self.awakened(&state), state.isEnded)
        }
        writer?.resume()
        if isEnded { logger.error("a usage record is lost: it came after the end", metadata: record.logged) }
    }

    /// Changes the buffer and lets those in who have a place by it.
    private func admit(_ change: (inout UsageBuffer) -> [UsageBuffer.WaiterID]) {
        let admitted = state.withLock { state in
            change(&state.buffer).compactMap { state.waiting.removeValue(forKey: $0) }
        }
        for waiter in admitted {
            waiter.timer.cancel()
            waiter.continuation.resume(returning: true)
        }
    }

    // MARK: Writing

    /// Writes until cancelled, and then what is left.
    package func run() async {
        var pause = Self.flushMilliseconds
        while !Task.isCancelled {
            await waitForRecords(1, forMilliseconds: nil)
            await waitForRecords(batchMax, forMilliseconds: pause)
            pause = await flush() ? Self.flushMilliseconds : min(pause * 2, Self.pauseMillisecondsMax)
            if pause > Self.flushMilliseconds { try? await sleep(pause) }
        }
        // Not in this task: it is cancelled, and with it whatever it would ask of the database.
        await Task { await writeLeftovers() }.value
    }

    private func writeLeftovers() async {
        defer { state.withLock { $0.isEnded = true } }
        for _ in 0..<Self.lastAttemptsMax {
            if await flush() { return }
            try? await sleep(Self.flushMilliseconds)
        }
        let lost = state.withLock { $0.buffer.count }
        logger.error(
            "usage records are lost: the database was away to the end",
            metadata: ["records": "\(lost)"]
        )
    }

    /// Writes everything that is there now; false when the database refused, and then all of it stays.
    @discardableResult
    package func flush() async -> Bool {
        while true {
            let batch = state.withLock { $0.buffer.nextBatch() }
            guard !batch.isEmpty else { return true }
            do {
                try await store.append(batch)
            } catch {
                state.withLock { $0.buffer.batchFailed() }
                logger.warning(
                    "usage records could not be written and are kept",
                    metadata: ["records": "\(batch.count)", "error": "\(error)"]
                )
                return false
            }
            admit { $0.batchWritten() }
        }
    }

    /// Until there are so many records, the time is over, or the task is cancelled.
    private func waitForRecords(_ count: Int, forMilliseconds milliseconds: Int?) async {
        let timer = milliseconds.map { milliseconds in
            Task { [sleep] in
                do { try await sleep(milliseconds) } catch { return }
                self.wakeWriter()
            }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isEnough = state.withLock { state in
                    if state.buffer.count < count, !Task.isCancelled {
                        state.writer = (continuation, count)
                        return false
                    }
                    return true
                }
                if isEnough { continuation.resume() }
            }
        } onCancel: {
            wakeWriter()
        }
        timer?.cancel()
    }

    private func wakeWriter() {
        let writer = state.withLock { $0.writer.take()?.continuation }
        writer?.resume()
    }

    private static func awakened(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        guard let writer = state.writer, state.buffer.count >= writer.wakesAt else { return nil }
        state.writer = nil
        return writer.continuation
    }
}

extension UsageRecord {
    /// What an account needs of it where the log is the only place left.
    fileprivate var logged: Logger.Metadata {
        [
            "principal": "\(principalID.map { "\($0)" } ?? "")", "kind": "\(kind.rawValue)",
            "model": "\(model.name):\(model.version)", "outcome": "\(outcome.rawValue)",
            "tokens_computed": "\(tokensComputed)", "compute_us": "\(computeMicroseconds)",
        ]
    }
}
