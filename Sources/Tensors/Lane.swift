internal import CKernels
internal import Glibc
internal import Synchronization

/// One of the threads that work on a computation together.
package struct Lane: Sendable {
    package let index: Int
    package let count: Int
    private let barrier: LaneBarrier?

    /// The only lane of a computation that runs on the caller's thread.
    package static let alone = Lane(index: 0, count: 1, barrier: nil)

    init(index: Int, count: Int, barrier: LaneBarrier?) {
        self.index = index
        self.count = count
        self.barrier = barrier
    }

    /// This lane's contiguous part of `total` units; the parts differ by at most one unit.
    package func share(of total: Int) -> Range<Int> {
        total * index / count..<total * (index + 1) / count
    }

    /// Returns when every lane has come here; writes made before are then visible to all.
    package func wait() {
        barrier?.wait()
    }
}

/// A barrier for a few threads that meet every few microseconds.
final class LaneBarrier: Sendable {
    // About a few microseconds of spinning; after that the core is given to whoever wants it, because pure
    // spinning doubles latency as soon as another process runs.
    private static let spinsMax = 2000

    private let count: Int
    private let arrived = Atomic<Int>(0)
    private let generation = Atomic<Int>(0)

    init(count: Int) {
        self.count = count
    }

    func wait() {
        let current = generation.load(ordering: .acquiring)
        if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == count {
            arrived.store(0, ordering: .relaxed)
            generation.store(current &+ 1, ordering: .releasing)
            return
        }
        var spins = 0
        while generation.load(ordering: .acquiring) == current {
            spins += 1
            if spins < Self.spinsMax { assay_spin_hint() } else { _ = sched_yield() }
        }
    }
}
