import Inference
import LocalModels
import Retrieval
import Tensors

/// The embedder of this build in this process, with a scheduler and compute threads of its own.
struct OwnEmbedder: Sendable {
    private static let textsPerRequest = 256
    private static let requestsUnderWay = 4

    let embedder: any TextEmbedder
    private let runtime: ModelRuntime
    private let pool: ComputePool

    static func start(_ run: BenchRun, threads: Int, precision: EncoderPrecision) async throws -> OwnEmbedder
    {
        let pool = ComputePool(threads: threads)
        let runtime = ModelRuntime(
            backends: [ProcessorBackend(pool: pool)],
            logger: run.logger,
            now: WallClock.now
        )
        let folder = ModelFolder(try run.settings(dataDirectory: run.folder).embeddingModelFolder)
        let model = try await runtime.load(folder, precision: precision) { digests in
            .admitted(ModelIdentity(name: "measured", version: "1", digest: digests.weights))
        }
        guard case .embedder(let embedder) = model else {
            throw BenchFault("ASSAY_EMBEDDING_MODEL judges pairs and gives no vectors")
        }
        return OwnEmbedder(embedder: embedder, runtime: runtime, pool: pool)
    }

    func stop() {
        runtime.stop()
        pool.stop()
    }

    /// Wall and processor seconds of this process for the texts, in requests as an import makes them.
    func embed(_ texts: [String]) async throws -> (seconds: Double, cpuSeconds: Double, vector: [Float]) {
        let (start, before) = (ContinuousClock.now, ProcessorTime.seconds)
        let requests = stride(from: 0, to: texts.count, by: Self.textsPerRequest).map {
            Array(texts[$0..<min(texts.count, $0 + Self.textsPerRequest)])
        }
        let first = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            var next = 0
            var first: [Float] = []
            func add() {
                let number = next
                next += 1
                group.addTask { (number, try await vector(of: requests[number])) }
            }
            while next < min(Self.requestsUnderWay, requests.count) { add() }
            while let (number, vector) = try await group.next() {
                if number == 0 { first = vector }
                if next < requests.count { add() }
            }
            return first
        }
        return ((ContinuousClock.now - start) / .seconds(1), ProcessorTime.seconds - before, first)
    }

    private func vector(of texts: [String]) async throws -> [Float] {
        let options = EmbeddingOptions(priority: .bulk, role: .document)
        return try await embedder.embed(texts, options).vectors.first ?? []
    }
}
