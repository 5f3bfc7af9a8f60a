import Identifiers
import Inference
import Logging
import ModelFixtures
import Retrieval
import Tensors
import Testing

@testable import LocalModels

@Suite("Compute backends")
struct ComputeBackendTests {
    private static func runtime(_ backends: any ComputeBackend...) -> ModelRuntime {
        ModelRuntime(
            backends: backends,
            cacheBytesMax: 0,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { Instant(seconds: 0) }
        )
    }

    private static func load(
        _ runtime: ModelRuntime,
        _ files: [String: [UInt8]] = TinyModel(seed: 7).files,
        precision: EncoderPrecision? = nil
    ) async throws -> LocalModel {
        try await runtime.load(ModelFilesInMemory(files), precision: precision) { digests in
            .admitted(ModelIdentity(name: "tiny", version: "1", digest: digests.weights))
        }
    }

    private static func embedder(
        _ runtime: ModelRuntime,
        precision: EncoderPrecision? = nil
    ) async throws -> LocalEmbedder {
        guard case .embedder(let embedder) = try await load(runtime, precision: precision) else {
            throw LocalModelError.labels(count: 0)
        }
        return embedder
    }

    private static let texts =
        (0..<24).map { "the cat \($0) sat un\($0 * 7)" } + [String(repeating: "cat ", count: 90), ""]

    private static func vectors(_ embedder: LocalEmbedder) async throws -> [[Float]] {
        try await withThrowingTaskGroup(of: (Int, [[Float]]).self) { group in
            for part in 0..<4 {
                group.addTask {
                    let priority: InferencePriority = part == 0 ? .interactive : .bulk
                    return (part, try await embedder.embed(texts, priority: priority).vectors)
                }
            }
            var all = [[[Float]]](repeating: [], count: 4)
            for try await (part, vectors) in group { all[part] = vectors }
            #expect(all.allSatisfy { $0 == all[0] })
            return all[0]
        }
    }

    @Test(
        "Another backend behind the same scheduler gives the same vectors, to the bit with the same kernels"
    )
    func sameVectors() async throws {
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        let expected = try await Self.vectors(Self.embedder(Self.runtime(ProcessorBackend(pool: pool))))
        let same = Self.runtime(QueueBackend(level: .supported))
        #expect(try await Self.vectors(Self.embedder(same)) == expected)
        let scalar = try await Self.vectors(Self.embedder(Self.runtime(QueueBackend(slots: 3))))
        for (left, right) in zip(expected, scalar) {
            #expect(zip(left, right).allSatisfy { abs($0 - $1) < 1e-5 })
        }
        let figures = same.figures
        #expect(figures.models.map(\.backend) == ["queue"] && figures.backends.map(\.slots) == [1])
        #expect(figures.models[0].classes[.bulk]?.requests == [.served: 3])
        #expect(figures.models[0].roundTokens.counts.reduce(0, +) > 4)
    }

    @Test("Pairs are judged by another backend as by the processors")
    func sameScores() async throws {
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        let files = TinyModel(seed: 7).crossEncoderFiles()
        func scores(_ backend: any ComputeBackend) async throws -> [Float] {
            guard case .reranker(let model) = try await Self.load(Self.runtime(backend), files) else {
                throw LocalModelError.labels(count: 0)
            }
            let documents = Self.texts
            return try await model.rerank("the cat?", documents, longText: .truncate, priority: .bulk).scores
        }
        let expected = try await scores(ProcessorBackend(pool: pool))
        #expect(try await scores(QueueBackend(level: .supported)) == expected)
    }

    @Test(
        "A model goes to the first backend that can load it, and where none can it is refused by what is missing"
    )
    func choice() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let runtime = Self.runtime(QueueBackend(), ProcessorBackend(pool: pool))
        _ = try await Self.embedder(runtime)
        _ = try await Self.embedder(runtime, precision: .integerAccurate)
        #expect(runtime.figures.models.map(\.backend) == ["queue", "processor"])
        let other = Self.runtime(QueueBackend(families: [.modernBert]))
        let error = await #expect(throws: LocalModelError.self) { try await Self.embedder(other) }
        #expect(error == .noBackend(model: "vectors of bert in fp32", backends: ["queue"]))
        await #expect(throws: LocalModelError.self) { try await Self.embedder(Self.runtime()) }
    }

    @Test(
        "A backend that is gone, or full, is not replaced by another, and keeps nothing of what did not load"
    )
    func missing() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let gone = Self.runtime(QueueBackend(isGone: true), ProcessorBackend(pool: pool))
        let error = await #expect(throws: BackendFault.self) { try await Self.embedder(gone) }
        #expect(error?.description.contains("nobody answers on its bus") == true)
        #expect(gone.figures.models.isEmpty && gone.figures.backends.allSatisfy { $0.memoryBytes == 0 })
        let full = Self.runtime(QueueBackend(memoryBytesMax: 1000), ProcessorBackend(pool: pool))
        await #expect(throws: LocalModelError.overMemoryBudget(neededMiB: 1, freeMiB: 0)) {
            try await Self.embedder(full)
        }
        // The budgets are each backend's own.
        _ = try await Self.embedder(full, precision: .integerAccurate)
        #expect(full.figures.backends.map(\.memoryBytesMax) == [1000, nil])
    }

    @Test("A backend's own precision has results of its own")
    func precision() async throws {
        let half = try await Self.embedder(Self.runtime(QueueBackend(ownPrecision: "fp16")))
        let single = try await Self.embedder(Self.runtime(QueueBackend()))
        #expect(half.identity.pinnedName == "tiny:1@fp16" && single.identity.pinnedName == "tiny:1")
        #expect(half.identity.resultDigest != single.identity.resultDigest)
    }

    @Test(
        "A round that fails, or ends with results that cannot be, fails its requests and frees its place",
        arguments: [QueueBackend.Failure.lost, .tooFewResults, .notANumber]
    )
    func failedRounds(failure: QueueBackend.Failure) async throws {
        let runtime = Self.runtime(QueueBackend(failure: failure))
        let embedder = try await Self.embedder(runtime)
        for _ in 0..<2 {
            let ended = await #expect(throws: UnfinishedInference.self) {
                try await embedder.embed(Self.texts, priority: .bulk)
            }
            #expect(ended?.reason as? InferenceError == .failed && ended?.cost.tokensComputed == 0)
        }
        let figures = runtime.figures
        #expect(figures.requestsQueued == 0 && figures.models[0].classes[.bulk]?.tokensQueued == 0)
        #expect(figures.models[0].classes[.bulk]?.requests == [.failed: 2])
        #expect(figures.models[0].tokensComputed == 0)
        await runtime.drain(limitSeconds: 60)
        await #expect(throws: InferenceError.stopped) {
            try await embedder.embed(["cat"], priority: .bulk)
        }
    }
}
