import Dispatch
import Identifiers
import Inference
import Logging
import ModelFixtures
import Retrieval
import Tensors
import Testing

@testable import LocalModels

@Suite("What was computed for a request that was cancelled")
struct CancelledWorkTests {
    private static func runtime(_ pool: ComputePool) -> ModelRuntime {
        ModelRuntime(
            backends: [ProcessorBackend(pool: pool)],
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { Instant(seconds: 0) }
        )
    }

    private static func embedder(_ runtime: ModelRuntime) async throws -> LocalEmbedder {
        let folder = try TemporaryDirectory(TinyModel(seed: 7).files)
        let model = try await runtime.load(ModelFolder(folder.path), precision: nil) { digests in
            .admitted(ModelIdentity(name: "tiny", version: "1", digest: digests.weights))
        }
        guard case .embedder(let embedder) = model else { throw LocalModelError.labels(count: 0) }
        return embedder
    }

    /// Waits, with a generous limit, until so many requests are queued.
    private static func untilQueued(_ requests: Int, _ runtime: ModelRuntime) async throws {
        for _ in 0..<6_000 where runtime.figures.requestsQueued != requests {
            try await Task.sleep(for: .milliseconds(10))
        }
        try #require(runtime.figures.requestsQueued == requests)
    }

    @Test("It is told when the round that the threads have is done, and adds up to what they did")
    func inTheMiddle() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let runtime = Self.runtime(pool)
        let embedder = try await Self.embedder(runtime)
        let gate = DispatchSemaphore(value: 0)
        pool.submit(lanes: 1) { _ in
            gate.wait()
        } completion: {
        }
        let texts = (0..<120).map { "cat the sat un \($0)" }
        let task = Task { try await embedder.embed(texts, priority: .bulk) }
        // One round of it is with the thread, the rest is queued.
        try await Self.untilQueued(1, runtime)
        task.cancel()
        try await Self.untilQueued(0, runtime)
        gate.signal()
        let ended = await #expect(throws: UnfinishedInference.self) { try await task.value }
        let cost = try #require(ended?.cost)
        #expect(ended?.reason is CancellationError && ended?.texts == 120)
        #expect(cost.tokensComputed > 0 && cost.tokensComputed < (ended?.tokensRead ?? 0))
        #expect(cost.batchShare == 1)
        let figures = runtime.figures.models[0]
        #expect(figures.tokensComputed == cost.tokensComputed)
        #expect(figures.classes[.bulk]?.requests == [.cancelled: 1])
        // The next is computed as if nothing had been.
        #expect(try await embedder.embed(["the"], priority: .interactive).vectors.count == 1)
    }
}
