import Dispatch

/// One thread's worth of file work. An actor that names it as its executor never blocks the cooperative pool.
final class FileQueue: SerialExecutor {
    private let queue: DispatchQueue

    init(number: Int) {
        queue = DispatchQueue(label: "assay.content.\(number)")
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Runs blocking work on the queue's thread.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
