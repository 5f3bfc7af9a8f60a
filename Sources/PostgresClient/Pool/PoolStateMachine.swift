/// Decides who gets which connection, and when connections are opened and closed; it does nothing itself.
///
/// Times are durations since a moment the caller chooses. Every method returns what the caller must now do.
struct PoolStateMachine: Sendable {
    typealias ConnectionID = UInt64
    typealias WaiterID = UInt64

    enum Action: Equatable, Sendable {
        case lease(ConnectionID, to: WaiterID)
        case open(ConnectionID)
        case close(ConnectionID)
        case refuse(WaiterID, Refusal)
        /// The last connection is gone after `shutDown`.
        case drained
    }

    enum Refusal: Equatable, Sendable {
        /// As many requests wait as may wait.
        case queueFull
        /// `afterFailure` is true when connecting has been failing meanwhile.
        case timedOut(afterFailure: Bool)
        /// Connecting failed in a way that trying again cannot mend.
        case cannotConnect
        case cancelled
        case shutDown
    }

    private enum Use: Equatable, Sendable {
        case opening
        case idle(since: Duration)
        case leased
    }

    private struct Connection: Sendable {
        var use: Use
        var openedAt: Duration
    }

    private struct Waiter: Sendable {
        let id: WaiterID
        let deadline: Duration
    }

    private let limits: PoolLimits
    private var connections: [ConnectionID: Connection] = [:]
    /// Idle connections, the last used at the end; it is leased first, so that the others can grow old.
    private var idle: [ConnectionID] = []
    /// In the order of arrival, which is also that of their deadlines.
    private var waiters: [Waiter] = []
    private var lastConnectionID: ConnectionID = 0
    private var failures = 0
    private var retryAt: Duration?
    private var isShutDown = false

    init(limits: PoolLimits) {
        self.limits = limits
    }

    var counts: PoolCounts {
        PoolCounts(connections: connections.count, idle: idle.count, waiting: waiters.count)
    }

    /// A request asks for a connection.
    mutating func acquire(_ waiter: WaiterID, now: Duration) -> [Action] {
        guard !isShutDown else { return [.refuse(waiter, .shutDown)] }
        if let id = idle.popLast() { return [lease(id, to: waiter)] }
        guard waiters.count < limits.waitersMax else { return [.refuse(waiter, .queueFull)] }
        waiters.append(Waiter(id: waiter, deadline: now + limits.waitMax))
        return openIfNeeded(now: now)
    }

    /// A request gives up; without effect when it has been answered already.
    mutating func cancel(_ waiter: WaiterID) -> [Action] {
        guard let index = waiters.firstIndex(where: { $0.id == waiter }) else { return [] }
        waiters.remove(at: index)
        return [.refuse(waiter, .cancelled)]
    }

    mutating func opened(_ id: ConnectionID, now: Duration) -> [Action] {
        guard connections[id]?.use == .opening else { return [] }
        failures = 0
        retryAt = nil
        guard !isShutDown else { return remove(id) }
        connections[id]?.openedAt = now
        return offer(id, now: now) + openIfNeeded(now: now)
    }

    /// An attempt to connect failed; a `permanent` failure is told to all who wait, since waiting cannot
    /// help.
    mutating func openFailed(_ id: ConnectionID, permanent: Bool, now: Duration) -> [Action] {
        guard connections[id]?.use == .opening else { return [] }
        connections[id] = nil
        failures += 1
        retryAt = now + limits.pause(afterFailures: failures)
        var actions: [Action] = []
        if permanent {
            actions = waiters.map { .refuse($0.id, .cannotConnect) }
            waiters = []
        }
        return actions + drainedIfEmpty()
    }

    /// A connection comes back; one that is not `reusable`, or has lived its time, is closed and replaced.
    mutating func release(_ id: ConnectionID, reusable: Bool, now: Duration) -> [Action] {
        guard connections[id]?.use == .leased else { return [] }
        guard reusable, !isShutDown, !isOld(id, now: now) else {
            return remove(id) + openIfNeeded(now: now)
        }
        return offer(id, now: now)
    }

    /// Does what has become due by `now`: deadlines of waiters, idle and old connections, a new try to
    /// connect.
    mutating func tick(now: Duration) -> [Action] {
        let expired = waiters.prefix { $0.deadline <= now }
        waiters.removeFirst(expired.count)
        var actions: [Action] = expired.map { .refuse($0.id, .timedOut(afterFailure: failures > 0)) }
        for id in idle where isOld(id, now: now) || hasIdledOut(id, now: now) {
            actions += remove(id)
        }
        return actions + openIfNeeded(now: now)
    }

    /// When `tick` has something to do next, if nothing else happens.
    var nextTick: Duration? {
        var times = [waiters.first?.deadline].compactMap { $0 }
        if !waiters.isEmpty, !isOpening, connections.count < limits.connectionsMax, let retryAt {
            times.append(retryAt)
        }
        for id in idle {
            guard let connection = connections[id], case .idle(let since) = connection.use else { continue }
            times.append(min(since + limits.idleMax, connection.openedAt + limits.lifetimeMax))
        }
        return times.min()
    }

    /// Refuses all who wait or will come, and closes connections as they become free.
    mutating func shutDown() -> [Action] {
        guard !isShutDown else { return connections.isEmpty ? [.drained] : [] }
        isShutDown = true
        var actions: [Action] = waiters.map { .refuse($0.id, .shutDown) }
        waiters = []
        for id in idle {
            connections[id] = nil
            actions.append(.close(id))
        }
        idle = []
        return actions + drainedIfEmpty()
    }
}

extension PoolStateMachine {
    private mutating func lease(_ id: ConnectionID, to waiter: WaiterID) -> Action {
        connections[id]?.use = .leased
        return .lease(id, to: waiter)
    }

    private mutating func offer(_ id: ConnectionID, now: Duration) -> [Action] {
        guard waiters.isEmpty else { return [lease(id, to: waiters.removeFirst().id)] }
        connections[id]?.use = .idle(since: now)
        idle.append(id)
        return []
    }

    private mutating func remove(_ id: ConnectionID) -> [Action] {
        connections[id] = nil
        idle.removeAll { $0 == id }
        return [.close(id)] + drainedIfEmpty()
    }

    private func drainedIfEmpty() -> [Action] {
        isShutDown && connections.isEmpty ? [.drained] : []
    }

    private var isOpening: Bool {
        connections.values.contains { $0.use == .opening }
    }

    /// Opens one connection for each waiter that none is being opened for; after a failure only one at a
    /// time, and not before its pause is over.
    private mutating func openIfNeeded(now: Duration) -> [Action] {
        guard !isShutDown else { return [] }
        if let retryAt, now < retryAt { return [] }
        let opening = connections.values.count { $0.use == .opening }
        let wanted = failures > 0 ? min(1, waiters.count) : waiters.count
        let room = limits.connectionsMax - connections.count
        var actions: [Action] = []
        for _ in 0..<max(0, min(wanted - opening, room)) {
            lastConnectionID += 1
            connections[lastConnectionID] = Connection(use: .opening, openedAt: now)
            actions.append(.open(lastConnectionID))
        }
        return actions
    }

    private func isOld(_ id: ConnectionID, now: Duration) -> Bool {
        connections[id].map { now - $0.openedAt >= limits.lifetimeMax } ?? true
    }

    private func hasIdledOut(_ id: ConnectionID, now: Duration) -> Bool {
        guard case .idle(let since) = connections[id]?.use else { return false }
        return now - since >= limits.idleMax
    }
}
