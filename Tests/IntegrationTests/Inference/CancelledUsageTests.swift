import Dispatch
import HTTPTypes
import Identifiers
import Inference
import LocalModels
import Logging
import ModelFixtures
import Retrieval
import Tensors
import Testing
import Workflows

@Suite("What a client that was killed has used")
struct CancelledUsageTests {
    private static let texts = 120

    private static var call: Call {
        let texts = (0..<texts).map { JSONValue.string("the cat sat \($0)") }
        return .post("/v1/embeddings", ["model": "tiny", "input": .array(texts)])
    }

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

    @Test("is in the account as cancelled: all that the threads computed for it, and not the rest")
    func killed() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let runtime = Self.runtime(pool)
        let embedder = try await Self.embedder(runtime)
        try await withStage(embedders: [embedder]) { stage in
            let token = try #require(stage.cast.token(.service))
            // The thread is kept busy: of the request one round is with it and the rest queued.
            let gate = DispatchSemaphore(value: 0)
            pool.submit(lanes: 1) { _ in
                gate.wait()
            } completion: {
            }
            try await stage.platform.whileServing { port in
                let client = try LocalClient(port: port)
                try client.send(Self.call, as: token)
                try await waitUntil("the queue") { runtime.figures.requestsQueued == 1 }
                client.leave()
                try await waitUntil("an empty queue") { runtime.figures.requestsQueued == 0 }
                gate.signal()
                var items: [JSONValue] = []
                try await waitUntil("a row") {
                    await stage.platform.usage.flush()
                    let path = "/api/v1/usage?group_by=outcome,model"
                    items = try await stage.expect(.get(path), by: .admin).json["items"]?.array ?? []
                    return !items.isEmpty
                }
                #expect(items.map { $0["outcome"] } == ["cancelled"])
                #expect(items.map { $0["model_precision"] } == ["fp32"])
                #expect(items.first?["texts"]?.integer == Int64(Self.texts))
                let (computed, read) = (items.first?["tokens_computed"], items.first?["tokens_read"])
                let sum = try #require(computed?.integer)
                #expect(sum > 0 && sum < read?.integer ?? 0)
                #expect(sum == Int64(runtime.figures.models[0].tokensComputed), "nothing is left out")
            }
        }
    }
}
