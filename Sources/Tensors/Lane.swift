internal import CKernels
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
    // About fifteen microseconds of spinning, then sleep: a core that is left idle takes up the lane that has
    // none, which yielding to other processes in turn does not bring about.
    private static let spinsMax = 1000

    private let count: Int
    private let arrived = Atomic<Int>(0)
    private let generation = Atomic<Int>(0)
    // One for meetings in turn: who sleeps in the next may not take the signal of one who still sleeps in this.
    private let even = LaneBed()
    private let odd = LaneBed()

    init(count: Int) {
        self.count = count
    }

    func wait() {
        let current = generation.load(ordering: .acquiring)
        let bed = current.isMultiple(of: 2) ? even : odd
        if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == count {
            arrived.store(0, ordering: .relaxed)
            generation.store(current &+ 1, ordering: .sequentiallyConsistent)
            bed.wakeAll()
            return
        }
        for _ in 0..<Self.spinsMax {
            if generation.load(ordering: .acquiring) != current { return }
            assay_spin_hint()
        }
        bed.sleep { generation.load(ordering: .sequentiallyConsistent) != current }
    }
}

/// Where lanes sleep until the last one has come to a meeting.
private final class LaneBed: Sendable {
    private let asleep = Atomic<Int>(0)
    private let signal = Semaphore()

    /// Returns after `wakeAll`; at once when the meeting is over already.
    func sleep(unless isOver: () -> Bool) {
        asleep.wrappingAdd(1, ordering: .sequentiallyConsistent)
        // Whoever cannot take the announcement back has been counted, and a signal comes.
        if isOver(), takesBack() { return }
        signal.wait()
    }

    func wakeAll() {
        let announced = asleep.exchange(0, ordering: .sequentiallyConsistent)
        if announced > 0 { signal.signal(times: announced) }
    }

    private func takesBack() -> Bool {
        var announced = asleep.load(ordering: .sequentiallyConsistent)
        while announced > 0 {
            let (taken, found) = asleep.compareExchange(
                expected: announced,
                desired: announced - 1,
                ordering: .sequentiallyConsistent
            )
            if taken { return true }
            announced = found
        }
        return false
    }
}
