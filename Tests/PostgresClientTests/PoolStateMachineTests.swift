import Testing

@testable import PostgresClient

@Suite struct PoolStateMachineTests {
    private func machine(
        connectionsMax: Int = 2,
        waitersMax: Int = 2,
        _ change: (inout PostgresConfiguration) -> Void = { _ in }
    ) -> PoolStateMachine {
        var configuration = PostgresConfiguration(connectionString: "")
        configuration.connectionsMax = connectionsMax
        configuration.waitersMax = waitersMax
        configuration.waitSecondsMax = 10
        configuration.idleSecondsMax = 60
        configuration.lifetimeSecondsMax = 100
        configuration.reconnectPauseMsMin = 1_000
        configuration.reconnectPauseMsMax = 4_000
        change(&configuration)
        return PoolStateMachine(limits: PoolLimits(configuration))
    }

    @Test("a connection is opened for the first request and used again for the next")
    func opensAndReuses() {
        var pool = machine()
        #expect(pool.acquire(1, now: .zero) == [.open(1)])
        #expect(pool.opened(1, now: .zero) == [.lease(1, to: 1)])
        #expect(pool.release(1, reusable: true, now: .seconds(1)) == [])
        #expect(pool.acquire(2, now: .seconds(2)) == [.lease(1, to: 2)])
        #expect(pool.counts == PoolCounts(connections: 1, idle: 0, waiting: 0))
    }

    @Test("requests beyond the connections wait in order, and beyond the queue are refused")
    func waitsInOrder() {
        var pool = machine(connectionsMax: 1)
        #expect(pool.acquire(1, now: .zero) == [.open(1)])
        #expect(pool.opened(1, now: .zero) == [.lease(1, to: 1)])
        #expect(pool.acquire(2, now: .zero) == [])
        #expect(pool.acquire(3, now: .zero) == [])
        #expect(pool.acquire(4, now: .zero) == [.refuse(4, .queueFull)])
        #expect(pool.release(1, reusable: true, now: .zero) == [.lease(1, to: 2)])
        #expect(pool.release(1, reusable: true, now: .zero) == [.lease(1, to: 3)])
    }

    @Test("a request that waits too long is refused at its deadline")
    func timesOut() {
        var pool = machine(connectionsMax: 1)
        _ = pool.acquire(1, now: .zero)
        _ = pool.opened(1, now: .zero)
        _ = pool.acquire(2, now: .seconds(1))
        #expect(pool.nextTick == .seconds(11))
        #expect(pool.tick(now: .seconds(10)) == [])
        #expect(pool.tick(now: .seconds(11)) == [.refuse(2, .timedOut(afterFailure: false))])
        #expect(pool.nextTick == nil)
    }

    @Test("a request that gives up leaves the queue, and one already served is left alone")
    func cancels() {
        var pool = machine(connectionsMax: 1)
        _ = pool.acquire(1, now: .zero)
        _ = pool.acquire(2, now: .zero)
        #expect(pool.cancel(1) == [.refuse(1, .cancelled)])
        #expect(pool.opened(1, now: .zero) == [.lease(1, to: 2)])
        #expect(pool.cancel(2) == [])
    }

    @Test("a broken connection is closed and replaced for the one who waits")
    func replacesBroken() {
        var pool = machine(connectionsMax: 1)
        _ = pool.acquire(1, now: .zero)
        _ = pool.opened(1, now: .zero)
        _ = pool.acquire(2, now: .zero)
        #expect(pool.release(1, reusable: false, now: .zero) == [.close(1), .open(2)])
        #expect(pool.opened(2, now: .zero) == [.lease(2, to: 2)])
    }

    @Test("after failures one connection at a time is tried, with pauses that double up to a limit")
    func backsOff() {
        var pool = machine()
        #expect(pool.acquire(1, now: .zero) == [.open(1)])
        #expect(pool.acquire(2, now: .zero) == [.open(2)])
        #expect(pool.openFailed(1, permanent: false, now: .zero) == [])
        #expect(pool.openFailed(2, permanent: false, now: .zero) == [])
        #expect(pool.nextTick == .seconds(2))
        #expect(pool.tick(now: .seconds(1)) == [])
        #expect(pool.tick(now: .seconds(2)) == [.open(3)])
        #expect(pool.openFailed(3, permanent: false, now: .seconds(2)) == [])
        #expect(pool.nextTick == .seconds(6))
        #expect(pool.tick(now: .seconds(6)) == [.open(4)])
        #expect(pool.opened(4, now: .seconds(7)) == [.lease(4, to: 1), .open(5)])
    }

    @Test("who waits while connecting fails is told of the failure")
    func tellsOfFailure() {
        var pool = machine()
        _ = pool.acquire(1, now: .zero)
        _ = pool.openFailed(1, permanent: false, now: .seconds(9))
        #expect(pool.tick(now: .seconds(10)) == [.refuse(1, .timedOut(afterFailure: true))])
    }

    @Test("a failure that waiting cannot mend is told at once")
    func permanentFailure() {
        var pool = machine()
        _ = pool.acquire(1, now: .zero)
        #expect(pool.openFailed(1, permanent: true, now: .zero) == [.refuse(1, .cannotConnect)])
    }

    @Test("connections that idle too long or grow too old are closed")
    func closesOld() {
        var pool = machine()
        _ = pool.acquire(1, now: .zero)
        _ = pool.opened(1, now: .zero)
        _ = pool.release(1, reusable: true, now: .seconds(1))
        #expect(pool.nextTick == .seconds(61))
        #expect(pool.acquire(2, now: .seconds(50)) == [.lease(1, to: 2)])
        _ = pool.release(1, reusable: true, now: .seconds(55))
        #expect(pool.tick(now: .seconds(61)) == [])
        #expect(pool.nextTick == .seconds(100))
        #expect(pool.tick(now: .seconds(100)) == [.close(1)])
        #expect(pool.counts == PoolCounts(connections: 0, idle: 0, waiting: 0))
    }

    @Test("a connection past its life is closed when it comes back")
    func closesOldOnReturn() {
        var pool = machine()
        _ = pool.acquire(1, now: .zero)
        _ = pool.opened(1, now: .zero)
        #expect(pool.release(1, reusable: true, now: .seconds(100)) == [.close(1)])
    }

    @Test("shutting down refuses who waits and is over when the last connection is back")
    func shutsDown() {
        var pool = machine()
        _ = pool.acquire(1, now: .zero)
        _ = pool.opened(1, now: .zero)
        _ = pool.acquire(2, now: .zero)
        #expect(pool.shutDown() == [.refuse(2, .shutDown)])
        #expect(pool.acquire(3, now: .zero) == [.refuse(3, .shutDown)])
        #expect(pool.opened(2, now: .zero) == [.close(2)])
        #expect(pool.release(1, reusable: true, now: .zero) == [.close(1), .drained])
    }

    @Test("a pool that is all in use while connecting fails asks for no tick before a deadline")
    func noBusyTicks() {
        var pool = machine(connectionsMax: 1)
        _ = pool.acquire(1, now: .zero)
        _ = pool.openFailed(1, permanent: false, now: .zero)
        _ = pool.tick(now: .seconds(1))
        _ = pool.acquire(2, now: .seconds(1))
        #expect(pool.nextTick == .seconds(10))
    }

    @Test("any order of events keeps the limits and answers every request once")
    func randomEvents() {
        var random = SplitMix(state: 42)
        for _ in 0..<200 {
            var pool = machine(connectionsMax: 3, waitersMax: 5)
            var opening: [UInt64] = []
            var leased: [UInt64] = []
            var asked: UInt64 = 0
            var answers: [UInt64: Int] = [:]
            func take(_ actions: [PoolStateMachine.Action]) {
                for action in actions {
                    switch action {
                    case .open(let id): opening.append(id)
                    case .lease(let id, let waiter):
                        leased.append(id)
                        answers[waiter, default: 0] += 1
                    case .refuse(let waiter, _): answers[waiter, default: 0] += 1
                    case .close, .drained: break
                    }
                }
            }
            for step in 0..<100 {
                let now = Duration.seconds(step)
                switch random.next() % 6 {
                case 0, 1:
                    asked += 1
                    take(pool.acquire(asked, now: now))
                case 2 where !opening.isEmpty: take(pool.opened(opening.removeFirst(), now: now))
                case 3 where !opening.isEmpty:
                    take(pool.openFailed(opening.removeFirst(), permanent: false, now: now))
                case 4 where !leased.isEmpty:
                    take(pool.release(leased.removeFirst(), reusable: random.next() % 3 > 0, now: now))
                default: take(pool.tick(now: now))
                }
                #expect(pool.counts.connections <= 3)
                #expect(pool.counts.waiting <= 5)
            }
            take(pool.shutDown())
            #expect(answers.count == Int(asked))
            #expect(answers.values.allSatisfy { $0 == 1 })
        }
    }
}

/// A small generator with a fixed seed (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators").
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
