package import Logging
internal import Synchronization

/// A bounded set of sessions shared by many tasks.
///
/// At most `connectionsMax` sessions are open and `waitersMax` requests wait, in the order they came, each
/// for `waitSecondsMax`. Sessions that break are dropped and replaced, with growing pauses while the server
/// is away; requests that wait meanwhile are served when it is back.
package final class PostgresPool: Sendable {
    let configuration: PostgresConfiguration
    let clock: PoolClock
    let random: @Sendable () -> Double
    private let logger: Logger
    private let state: Mutex<PoolState>
    let lookUps = Mutex(LookUpQueue())
    private let lastWaiterID = Atomic<UInt64>(0)

    /// Opens nothing yet: the first request does.
    package convenience init(_ configuration: PostgresConfiguration, logger: Logger) {
        self.init(
            configuration,
            logger: logger,
            clock: PoolClock(ContinuousClock()),
            random: { Double.random(in: 0..<1) }
        )
    }

    /// - Parameter random: numbers from 0 up to 1, which spread the pauses between tries of a transaction.
    package init(
        _ configuration: PostgresConfiguration,
        logger: Logger,
        clock: PoolClock,
        random: @escaping @Sendable () -> Double
    ) {
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
        self.random = random
        state = Mutex(PoolState(limits: PoolLimits(configuration)))
    }

    deinit {
        state.withLock { $0.timer?.task.cancel() }
    }

    package var counts: PoolCounts {
        state.withLock { $0.machine.counts }
    }

    /// Refuses new requests, waits up to `shutdownSecondsMax` for those under way, then closes their
    /// sessions.
    package func shutdown() async {
        let force = Task { [clock, configuration] in
            do { try await clock.sleep(.seconds(configuration.shutdownSecondsMax)) } catch { return }
            await self.closeLeased()
        }
        await withCheckedContinuation { continuation in
            transition { state, _ in
                state.drainWaiters.append(continuation)
                return state.machine.shutDown()
            }
        }
        force.cancel()
    }

    private func closeLeased() async {
        for connection in state.withLock({ Array($0.connections.values) }) {
            await connection.close()
        }
    }
}

extension PostgresPool {
    /// Waits for a session that is known to be alive.
    func lease() async throws(PostgresError) -> PoolLease {
        // Each dead session found leaves the pool, so that after `connectionsMax` of them the next one is
        // new.
        for _ in 0...configuration.connectionsMax {
            let lease = try await waitForLease()
            if await lease.connection.isUsable() { return lease }
            release(lease, reusable: false)
        }
        throw PostgresError(.connectionLost, "Every connection was found dead.")
    }

    func giveBack(_ lease: PoolLease) async {
        release(lease, reusable: await lease.connection.prepareForReuse())
    }

    private func waitForLease() async throws(PostgresError) -> PoolLease {
        let waiter = lastWaiterID.wrappingAdd(1, ordering: .relaxed).newValue
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transition { state, now in
                    state.waiters[waiter] = continuation
                    return state.machine.acquire(waiter, now: now)
                }
                // A cancel before this found no waiter to end; one after it will.
                if Task.isCancelled { cancel(waiter) }
            }
        } onCancel: {
            cancel(waiter)
        }
        return try result.get()
    }

    private func cancel(_ waiter: PoolStateMachine.WaiterID) {
        transition { state, _ in state.machine.cancel(waiter) }
    }

    private func release(_ lease: PoolLease, reusable: Bool) {
        transition { state, now in state.machine.release(lease.id, reusable: reusable, now: now) }
    }

    /// Lets the machine decide under the lock and does what it decided after.
    private func transition(_ decide: (inout PoolState, Duration) -> [PoolStateMachine.Action]) {
        let effects = state.withLock { state in
            let effects = state.effects(of: decide(&state, clock.now()))
            rearmTimer(&state)
            return effects
        }
        for effect in effects {
            perform(effect)
        }
    }

    private func perform(_ effect: PoolState.Effect) {
        switch effect {
        case .resume(let continuation, let result): continuation.resume(returning: result)
        case .open(let id): Task { await self.open(id) }
        case .close(let connection): Task { await connection.close() }
        case .drained(let continuations): continuations.forEach { $0.resume() }
        }
    }

    private func open(_ id: PoolStateMachine.ConnectionID) async {
        do throws(PostgresError) {
            let connection = try await PostgresConnection.open(configuration)
            transition { state, now in
                state.connections[id] = connection
                state.lastFailure = nil
                return state.machine.opened(id, now: now)
            }
        } catch {
            logger.debug("connecting failed", metadata: ["error": "\(error.debugDescription)"])
            transition { state, now in
                state.lastFailure = error
                return state.machine.openFailed(id, permanent: error.code.isPermanentConnectFailure, now: now)
            }
        }
    }

    private func rearmTimer(_ state: inout PoolState) {
        let due = state.machine.nextTick
        guard due != state.timer?.due else { return }
        // A timer that is too early does no harm: it sets the next one.
        if let due, let current = state.timer, current.due <= due { return }
        state.timer?.task.cancel()
        state.timer = due.map { due in
            let pause = max(.zero, due - clock.now())
            let task = Task { [weak self, clock] in
                do { try await clock.sleep(pause) } catch { return }
                self?.timerFired()
            }
            return (task, due)
        }
    }

    private func timerFired() {
        transition { state, now in
            state.timer = nil
            return state.machine.tick(now: now)
        }
    }
}
