/// What a pool guards with its lock: the machine that decides and the things it decides about.
struct PoolState: Sendable {
    typealias LeaseResult = Result<PoolLease, PostgresError>

    /// What is left to do when the lock is free again.
    enum Effect: Sendable {
        case resume(CheckedContinuation<LeaseResult, Never>, LeaseResult)
        case open(PoolStateMachine.ConnectionID)
        case close(PostgresConnection)
        case drained([CheckedContinuation<Void, Never>])
    }

    var machine: PoolStateMachine
    var connections: [PoolStateMachine.ConnectionID: PostgresConnection] = [:]
    var waiters: [PoolStateMachine.WaiterID: CheckedContinuation<LeaseResult, Never>] = [:]
    var drainWaiters: [CheckedContinuation<Void, Never>] = []
    /// The last failure to connect, which those who waited in vain are told of.
    var lastFailure: PostgresError?
    var timer: (task: Task<Void, Never>, due: Duration)?

    init(limits: PoolLimits) {
        machine = PoolStateMachine(limits: limits)
    }

    /// Turns the machine's decisions into effects on the things they are about.
    mutating func effects(of actions: [PoolStateMachine.Action]) -> [Effect] {
        actions.compactMap { action in
            switch action {
            case .lease(let id, let waiter): lease(id, to: waiter)
            case .open(let id): .open(id)
            case .close(let id): connections.removeValue(forKey: id).map { .close($0) }
            case .refuse(let waiter, let refusal):
                waiters.removeValue(forKey: waiter).map { .resume($0, .failure(error(for: refusal))) }
            case .drained: takeDrained()
            }
        }
    }

    private mutating func lease(
        _ id: PoolStateMachine.ConnectionID,
        to waiter: PoolStateMachine.WaiterID
    ) -> Effect? {
        guard let continuation = waiters.removeValue(forKey: waiter), let connection = connections[id] else {
            return nil
        }
        return .resume(continuation, .success(PoolLease(id: id, connection: connection)))
    }

    private mutating func takeDrained() -> Effect {
        defer { drainWaiters = [] }
        return .drained(drainWaiters)
    }

    private func error(for refusal: PoolStateMachine.Refusal) -> PostgresError {
        switch refusal {
        case .queueFull:
            return PostgresError(.poolExhausted, "\(machine.counts.waiting) requests wait.")
        case .timedOut(afterFailure: false):
            return PostgresError(.waitTimedOut, "\(machine.counts.connections) connections are in use.")
        case .timedOut(afterFailure: true), .cannotConnect:
            return lastFailure ?? PostgresError(.connectionFailed, "No connection could be opened.")
        case .cancelled:
            return PostgresError(.taskCancelled, "Cancelled while waiting for a connection.")
        case .shutDown:
            return PostgresError(.closed, "The pool is shut down.")
        }
    }
}

/// A connection lent to one request.
struct PoolLease: Sendable {
    let id: PoolStateMachine.ConnectionID
    let connection: PostgresConnection
}
