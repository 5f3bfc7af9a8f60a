internal import Glibc
internal import Synchronization

/// Threads for long computations, kept apart from Swift's cooperative pool, which they would block.
///
/// A computation asks for a number of lanes and starts when that many threads are idle, all at once, so
/// its lanes may wait for each other. Computations start in the order in which they were submitted.
package final class ComputePool: Sendable {
    private struct Computation {
        let lanes: Int
        let body: @Sendable (Lane) -> Void
        let completion: @Sendable () -> Void
    }

    private struct State {
        var waiting: [Computation] = []
        var ready: [@Sendable () -> Void] = []
        var idle: Int
        var stopping = false
    }

    package let threads: Int
    private let state: Mutex<State>
    private let wake = Semaphore()

    /// Starts the threads; `ProcessorQuota.processors` is the number to use.
    package init(threads: Int) {
        precondition(threads > 0, "a pool has a thread")
        self.threads = threads
        state = Mutex(State(idle: threads))
        for _ in 0..<threads {
            let started = ComputeThread.start { [worker = Worker(self)] in worker.run() }
            precondition(started, "the system gives no more threads")
        }
    }

    /// Calls `body` once on each of `lanes` threads, then `completion` on the thread that ends last.
    ///
    /// `lanes` above the number of threads is cut to it; what `body` must know is `Lane.count`.
    package func submit(
        lanes: Int,
        _ body: @escaping @Sendable (Lane) -> Void,
        completion: @escaping @Sendable () -> Void
    ) {
        let lanes = min(max(1, lanes), threads)
        let started = state.withLock { state in
            state.waiting.append(Computation(lanes: lanes, body: body, completion: completion))
            return Self.startWhatFits(&state)
        }
        wake.signal(times: started)
    }

    /// Runs `body` on `lanes` threads and returns when all are done. Not cancelled midway.
    package func run(lanes: Int, _ body: @escaping @Sendable (Lane) -> Void) async {
        await withCheckedContinuation { continuation in
            submit(lanes: lanes, body) { continuation.resume() }
        }
    }

    /// Ends the threads once everything submitted has run.
    package func stop() {
        state.withLock { $0.stopping = true }
        wake.signal(times: 1)
    }

    /// Moves computations to the ready list while idle threads suffice; returns how many lanes became ready.
    private static func startWhatFits(_ state: inout State) -> Int {
        var started = 0
        while let next = state.waiting.first, next.lanes <= state.idle {
            state.waiting.removeFirst()
            state.idle -= next.lanes
            started += next.lanes
            let barrier = next.lanes > 1 ? LaneBarrier(count: next.lanes) : nil
            let left = Countdown(next.lanes)
            for index in 0..<next.lanes {
                state.ready.append {
                    next.body(Lane(index: index, count: next.lanes, barrier: barrier))
                    if left.reachesZero() { next.completion() }
                }
            }
        }
        return started
    }

    /// Runs one ready lane; false when the pool is stopping and nothing is left.
    fileprivate func work() -> Bool {
        wake.wait()
        let (lane, nothingLeft) = state.withLock { state in
            (state.ready.popLast(), state.stopping && state.waiting.isEmpty)
        }
        guard let lane else {
            if nothingLeft { wake.signal(times: 1) }  // so that the next thread ends too
            return !nothingLeft
        }
        lane()
        let (started, ended) = state.withLock { state in
            state.idle += 1
            return (Self.startWhatFits(&state), state.stopping && state.waiting.isEmpty)
        }
        wake.signal(times: started + (ended ? 1 : 0))
        return true
    }
}

/// What a thread holds: the pool stays alive until `stop` has ended every thread.
private struct Worker: Sendable {
    private let pool: ComputePool

    init(_ pool: ComputePool) {
        self.pool = pool
    }

    func run() {
        while pool.work() {}
    }
}

private final class Countdown: Sendable {
    private let left: Atomic<Int>

    init(_ count: Int) {
        left = Atomic(count)
    }

    func reachesZero() -> Bool {
        left.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0
    }
}
