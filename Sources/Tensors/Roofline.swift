internal import CKernels
import Synchronization

/// What this machine does at best, measured: the frame in which a model's speed is judged.
package struct Roofline: Sendable {
    /// Single-precision operations in registers a second, in thousand millions, all threads together.
    package let gigaflopsPerSecond: Double
    /// Bytes read from memory a second, in thousand millions, all threads together.
    package let gigabytesPerSecond: Double
    package let threads: Int
    package let level: InstructionLevel

    // A few milliseconds each; the best of several, because others use the machine too.
    private static let attempts = 7
    private static let rounds = 1_000_000
    /// More than caches hold: 256 MiB, divided among the threads.
    private static let floats = 64 << 20

    /// Measures on all threads of a pool at once; takes about half a second.
    package static func measure(
        on pool: ComputePool,
        level: InstructionLevel = .supported
    ) async -> Roofline {
        let memory = Matrix(rows: pool.threads, columns: floats / pool.threads / 64 * 64)
        let kernels = KernelSet(level)
        var (flops, bytes) = (0.0, 0.0)
        for _ in 0..<attempts {
            let seconds = await time(pool) { _ in _ = kernels.functions.peak(rounds) }
            flops = max(flops, operations(kernels) * Double(pool.threads) / seconds)
            let reading = await time(pool) { lane in
                let row = unsafe memory.pointer(lane.index..<lane.index + 1)
                // The sum is of no interest: the call through the table is not taken away.
                _ = unsafe kernels.functions.read(row, memory.columns)
            }
            bytes = max(bytes, Double(memory.rows * memory.columns * 4) / reading)
        }
        return Roofline(
            gigaflopsPerSecond: flops / 1e9,
            gigabytesPerSecond: bytes / 1e9,
            threads: pool.threads,
            level: level
        )
    }

    private static func operations(_ kernels: KernelSet) -> Double {
        kernels.functions.peak(1) * Double(rounds)
    }

    /// Seconds from when every lane was there to when every one had ended: waking a thread is not counted, nor may
    /// one thread do the work of two in turn.
    private static func time(
        _ pool: ComputePool,
        _ body: @escaping @Sendable (Lane) -> Void
    ) async -> Double {
        let elapsed = Mutex(Duration.zero)
        await pool.run(lanes: pool.threads) { lane in
            lane.wait()
            let start = ContinuousClock.now
            body(lane)
            lane.wait()
            if lane.index == 0 { elapsed.withLock { $0 = ContinuousClock.now - start } }
        }
        return elapsed.withLock { $0 } / .seconds(1)
    }
}
