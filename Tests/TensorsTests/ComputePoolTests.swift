import Synchronization
import Testing

@testable import Tensors

@Suite("Compute pool")
struct ComputePoolTests {
    @Test("Every lane of a computation runs once, and no more lanes than threads", arguments: [1, 2, 3, 7])
    func lanesRunOnce(lanes: Int) async {
        let pool = ComputePool(threads: 3)
        let seen = Mutex<[Int]>([])
        await pool.run(lanes: lanes) { lane in
            seen.withLock { $0.append(lane.index) }
            #expect(lane.count == min(lanes, 3))
        }
        #expect(seen.withLock { $0.sorted() } == Array(0..<min(lanes, 3)))
        pool.stop()
    }

    @Test("After a barrier every lane sees what the others wrote before it")
    func barrier() async {
        let pool = ComputePool(threads: 4)
        let counters = Matrix(rows: 4, columns: 1)
        let wrong = Atomic<Int>(0)
        await pool.run(lanes: 4) { lane in
            for round in 0..<200 {
                counters.setRow(lane.index, sumOf: (counters, lane.index), (Self.one, 0), (Self.zero, 0))
                lane.wait()
                if counters.values != [Float](repeating: Float(round + 1), count: 4) {
                    wrong.wrappingAdd(1, ordering: .relaxed)
                }
                lane.wait()
            }
        }
        #expect(wrong.load(ordering: .relaxed) == 0)
        pool.stop()
    }

    @Test("Lanes that fell asleep at a barrier wake when a late one comes, meeting after meeting")
    func lateLanes() async {
        let pool = ComputePool(threads: 3)
        let meetings = 60
        let work = Matrix(rows: 1, columns: 20_000)
        let met = Atomic<Int>(0)
        await pool.run(lanes: 3) { lane in
            for meeting in 0..<meetings {
                // Far longer than the others spin.
                if meeting % 3 == lane.index { _ = work.values.reduce(0, +) }
                lane.wait()
                if lane.index == 0 { met.wrappingAdd(1, ordering: .relaxed) }
                lane.wait()
                if met.load(ordering: .relaxed) != meeting + 1 { return }
            }
        }
        #expect(met.load(ordering: .relaxed) == meetings)
        pool.stop()
    }

    private static let one = Matrix(rows: 1, columns: 1, [1])
    private static let zero = Matrix(rows: 1, columns: 1, [0])

    @Test("Many computations of different widths submitted at once all end, also when the pool is stopping")
    func manyComputations() async {
        let pool = ComputePool(threads: 3)
        let runs = Atomic<Int>(0)
        let computations = 300
        await withCheckedContinuation { continuation in
            let left = Atomic<Int>(computations)
            let box = CountdownBox(left: left)
            for index in 0..<computations {
                pool.submit(lanes: index % 3 + 1) { lane in
                    lane.wait()
                    box.runs.wrappingAdd(1, ordering: .relaxed)
                } completion: {
                    if box.left.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
                        runs.store(box.runs.load(ordering: .relaxed), ordering: .relaxed)
                        continuation.resume()
                    }
                }
            }
            pool.stop()
        }
        #expect(runs.load(ordering: .relaxed) == 600)
    }

    private final class CountdownBox: Sendable {
        let left: Atomic<Int>
        let runs = Atomic<Int>(0)

        init(left: consuming Atomic<Int>) {
            self.left = left
        }
    }

    @Test("The shares of all lanes cover the units in order", arguments: [0, 1, 5, 12, 100], [1, 2, 3, 8])
    func shares(units: Int, lanes: Int) {
        let shares = (0..<lanes).map { Lane(index: $0, count: lanes, barrier: nil).share(of: units) }
        #expect(shares.flatMap { Array($0) } == Array(0..<units))
    }
}
