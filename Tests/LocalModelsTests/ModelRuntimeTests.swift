import Dispatch
import Identifiers
import Inference
import Logging
import ModelFixtures
import Retrieval
import Tensors
import Testing

@testable import LocalModels

@Suite("Model runtime")
struct ModelRuntimeTests {
    private static func runtime(
        _ pool: ComputePool,
        limits: ServingLimits = ServingLimits(),
        memoryBytesMax: Int? = nil,
        cacheBytesMax: Int = 1 << 20
    ) -> ModelRuntime {
        ModelRuntime(
            backends: [ProcessorBackend(pool: pool, memoryBytesMax: memoryBytesMax)],
            limits: limits,
            cacheBytesMax: cacheBytesMax,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { Instant(seconds: 0) }
        )
    }

    private static func load(
        _ runtime: ModelRuntime,
        _ files: [String: [UInt8]] = TinyModel(seed: 7).files,
        precision: EncoderPrecision? = nil,
        name: String = "tiny"
    ) async throws -> LocalModel {
        try await runtime.load(ModelFilesInMemory(files), precision: precision) { digests in
            .admitted(ModelIdentity(name: name, version: "1", digest: digests.weights))
        }
    }

    private static func embedder(
        _ runtime: ModelRuntime,
        _ files: [String: [UInt8]] = TinyModel(seed: 7).files,
        precision: EncoderPrecision? = nil
    ) async throws -> LocalEmbedder {
        guard case .embedder(let embedder) = try await load(runtime, files, precision: precision) else {
            throw LocalModelError.labels(count: 0)
        }
        return embedder
    }

    /// Occupies a pool's threads until `open` is called, so that requests stay queued.
    private final class Gate: Sendable {
        private let isOpen = DispatchSemaphore(value: 0)
        private let threads: Int

        init(_ pool: ComputePool) {
            threads = pool.threads
            for _ in 0..<threads {
                pool.submit(lanes: 1) { [isOpen] _ in
                    isOpen.wait()
                } completion: {
                }
            }
        }

        func open() { for _ in 0..<threads { isOpen.signal() } }
    }

    /// Waits, with a generous limit, until so many requests are queued.
    private static func untilQueued(_ requests: Int, _ runtime: ModelRuntime) async throws {
        for _ in 0..<6_000 {
            if runtime.figures.requestsQueued == requests { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("\(runtime.figures.requestsQueued) requests are queued, not \(requests)")
    }

    @Test("A vector is the same alone, in a batch, from the cache and of an equal text beside it")
    func sameVectors() async throws {
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        let cached = try await Self.embedder(Self.runtime(pool))
        let plain = try await Self.embedder(Self.runtime(pool, cacheBytesMax: 0))
        let texts = ["the cat sat", "un", "unbelievable cats", "the cat sat"]
        var alone: [[Float]] = []
        for text in texts { alone += try await plain.embed([text], priority: .interactive).vectors }
        let first = try await cached.embed(texts, priority: .bulk)
        let second = try await cached.embed(texts, priority: .interactive)
        #expect(first.vectors == alone && second.vectors == alone)
        #expect(first.cost.textsReused == 1 && second.cost.textsReused == 4)
        #expect(second.cost.tokensComputed == 0 && second.cost.batchShare == 0)
        #expect(try await plain.embed(texts, priority: .bulk).cost.textsReused == 1)
    }

    @Test("A long text is cut and said to be, refused with its length, or read in windows")
    func longTexts() async throws {
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        let embedder = try await Self.embedder(Self.runtime(pool))
        let long = (0..<30).map { "cat the sat \($0 % 10)" }.joined(separator: " ")
        func embed(_ longText: LongText) async throws -> EmbeddingBatch {
            try await embedder.embed(
                ["cat", long],
                EmbeddingOptions(priority: .bulk, longText: longText)
            )
        }
        let cut = try await embed(.truncate)
        #expect(cut.truncated == [1] && cut.tokenCounts == [3, 32])
        await #expect(throws: InferenceError.textTooLong(index: 1, tokens: 122, tokensMax: 32)) {
            _ = try await embed(.refuse)
        }
        let windows = try await embed(.windows)
        #expect(windows.truncated.isEmpty && windows.tokenCounts[1] > 122)
        #expect(windows.vectors[0] == cut.vectors[0] && windows.vectors[1] != cut.vectors[1])
        #expect(abs(windows.vectors[1].reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    }

    @Test(
        "Prompts of the model's file stand before queries and documents, shorter vectors where it allows them"
    )
    func promptsAndDimensions() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        var files = TinyModel(seed: 7).files
        files["config_sentence_transformers.json"] = Array(
            #"{"prompts":{"query":"the ","passage":"cat "},"default_prompt_name":null}"#.utf8
        )
        let configuration = TinyModel.configuration.dropLast()
        files["config.json"] = Array("\(configuration),\"matryoshka_dimensions\":[8,16]}".utf8)
        let embedder = try await Self.embedder(Self.runtime(pool), files)
        func vector(_ text: String, _ role: TextRole, _ dimensions: Int? = nil) async throws -> [Float] {
            let options = EmbeddingOptions(priority: .bulk, role: role, dimensions: dimensions)
            return try await embedder.embed([text], options).vectors[0]
        }
        let plain = try await vector("the sat", .plain)
        #expect(try await vector("sat", .query) == plain)
        #expect(try await vector("sat", .document) == vector("cat sat", .plain))
        #expect(embedder.shorterDimensions == .listed([8, 16]))
        let short = try await vector("sat", .query, 8)
        #expect(short.count == 8 && abs(short.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
        await #expect(throws: LocalModelError.dimensions(asked: 9, of: 24)) {
            try await vector("sat", .query, 9)
        }
    }

    @Test("A version without modules and prompts is served without them, an unknown step is refused")
    func modules() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        var files = TinyModel(seed: 7).files
        files["config_sentence_transformers.json"] = Array(#"{"prompts":{"query":"the "}}"#.utf8)
        let runtime = Self.runtime(pool)
        let model = try await runtime.load(ModelFilesInMemory(files), precision: nil) { digests in
            if digests.files["config_sentence_transformers.json"] != nil {
                return .refused(reason: "not held")
            }
            return .admitted(ModelIdentity(name: "tiny", version: "1", digest: digests.weights))
        }
        guard case .embedder(let embedder) = model else {
            Issue.record("another kind of model")
            return
        }
        let query = EmbeddingOptions(priority: .bulk, role: .query)
        #expect(
            try await embedder.embed(["cat"], query).vectors
                == embedder.embed(["cat"], priority: .bulk).vectors
        )
        files["modules.json"] = Array(
            """
            [{"type":"sentence_transformers.models.Transformer","path":""},
            {"type":"sentence_transformers.models.Pooling","path":"1_Pooling"},
            {"type":"sentence_transformers.models.LSTM","path":"2_LSTM"}]
            """.utf8
        )
        await #expect(throws: ModelFileError.self) { try await Self.load(Self.runtime(pool), files) }
    }

    @Test("Weights in several files give the same vectors, under a digest of all of them")
    func shards() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let model = TinyModel(seed: 7)
        var files = model.files
        files["model.safetensors"] = nil
        let half = model.tensors.count / 2
        let parts = ["a.safetensors": model.tensors[..<half], "b.safetensors": model.tensors[half...]]
        var map: [String] = []
        for (name, tensors) in parts {
            files[name] = SafetensorsWriter.file(Array(tensors))
            map += tensors.map { "\"\($0.name)\":\"\(name)\"" }
        }
        files["model.safetensors.index.json"] = Array("{\"weight_map\":{\(map.joined(separator: ","))}}".utf8)
        let runtime = Self.runtime(pool)
        let whole = try await Self.embedder(runtime)
        let divided = try await Self.embedder(runtime, files)
        #expect(whole.identity.digest != divided.identity.digest)
        #expect(
            try await whole.embed(["the cat"], priority: .bulk).vectors
                == divided.embed(["the cat"], priority: .bulk).vectors
        )
    }

    @Test("A cross-encoder ranks documents as the model alone scores their pairs, equal ones once")
    func ranking() async throws {
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        let files = TinyModel(seed: 7).crossEncoderFiles()
        guard case .reranker(let reranker) = try await Self.load(Self.runtime(pool), files) else {
            Issue.record("another kind of model")
            return
        }
        let documents = ["the cat sat", "un", "the cat sat", String(repeating: "cat ", count: 60)]
        let batch = try await reranker.rerank(
            "the cat?",
            documents,
            longText: .truncate,
            priority: .interactive
        )
        let settings = ModelFile(name: "config.json", bytes: files["config.json"] ?? [])
        let alone = try CrossEncoder(
            EncoderConfiguration(settings),
            settings: settings,
            weights: SafetensorsFile(ModelFile(name: "w", bytes: files["model.safetensors"] ?? []))
        )
        let tokenizer = try TokenizerFile.tokenizer(
            ModelFile(name: "tokenizer.json", bytes: files["tokenizer.json"] ?? [])
        )
        for (document, score) in zip(documents, batch.scores) {
            let pair = tokenizer.encode("the cat?", document, tokensMax: reranker.tokensMax)
            var one = RaggedBatch()
            one.append(pair.tokens, secondPart: pair.segments.firstIndex(of: 1))
            #expect(alone.judge(one)[0].score == score)
        }
        #expect(batch.truncated == [3] && batch.tokenCounts == [9, 7, 9, 32])
        #expect(batch.cost.textsReused == 1 && Set(batch.scores).count == 3)
        await #expect(throws: InferenceError.textTooLong(index: 3, tokens: 66, tokensMax: 32)) {
            try await reranker.rerank("the cat?", documents, longText: .refuse, priority: .bulk)
        }
        await #expect(throws: LocalModelError.labels(count: 3)) {
            try await Self.load(Self.runtime(pool), TinyModel(seed: 7).crossEncoderFiles(labels: 3))
        }
    }

    @Test("Another precision has results of its own; the weights keep their digest")
    func precision() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let runtime = Self.runtime(pool)
        let single = try await Self.embedder(runtime)
        let coded = try await Self.embedder(runtime, precision: .integerFast)
        #expect(single.identity.digest == coded.identity.digest)
        #expect(single.identity.resultDigest == single.identity.digest)
        #expect(single.identity.resultDigest != coded.identity.resultDigest)
        #expect(single.identity.precision == "fp32" && coded.identity.precision == "int8")
        #expect(single.identity.pinnedName == "tiny:1" && coded.identity.pinnedName == "tiny:1@int8")
        let (exact, near) = try await (
            single.embed(["the cat"], priority: .bulk).vectors[0],
            coded.embed(["the cat"], priority: .bulk).vectors[0]
        )
        let cosine = zip(exact, near).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(exact != near && cosine > 0.95)
    }

    @Test("What does not fit the memory budget is not loaded, what fits is, and the figures say how much")
    func budget() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let free = Self.runtime(pool)
        _ = try await Self.load(free)
        let bytes = free.figures.models[0].memoryBytes
        let tight = Self.runtime(pool, memoryBytesMax: bytes + bytes / 2)
        _ = try await Self.load(tight)
        await #expect(throws: LocalModelError.self) { try await Self.load(tight, name: "second") }
        #expect(tight.figures.models.map(\.memoryBytes) == [bytes])
    }

    @Test("A cancelled request frees its place at once")
    func cancellation() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        var limits = ServingLimits()
        limits.requestsQueuedMax = 2
        let runtime = Self.runtime(pool, limits: limits)
        let embedder = try await Self.embedder(runtime)
        let gate = Gate(pool)
        // The first is with the thread, two wait.
        var tasks = [Task { try await embedder.embed(["the"], priority: .bulk) }]
        try await Self.untilRunning(runtime, tasks)
        for (count, text) in ["cat", "sat"].enumerated() {
            tasks.append(Task { try await embedder.embed([text], priority: .bulk) })
            try await Self.untilQueued(count + 1, runtime)
        }
        await #expect(throws: InferenceError.overloaded(retryAfterSeconds: 1)) {
            try await embedder.embed(["un"], priority: .interactive)
        }
        tasks[2].cancel()
        let ended = await #expect(throws: UnfinishedInference.self) { try await tasks[2].value }
        #expect(ended?.reason is CancellationError && ended?.cost.tokensComputed == 0)
        #expect(ended?.texts == 1 && ended?.tokensRead == 3)
        #expect(runtime.figures.requestsQueued == 1)
        let next = Task { try await embedder.embed(["un"], priority: .interactive) }
        try await Self.untilQueued(2, runtime)
        gate.open()
        #expect(try await next.value.vectors.count == 1)
        #expect(try await tasks[1].value.vectors.count == 1)
        // A request is counted before its caller goes on, and not before it.
        #expect(try await tasks[0].value.vectors.count == 1)
        let figures = runtime.figures.models[0]
        #expect(figures.classes[.bulk]?.requests == [.served: 2, .cancelled: 1])
        #expect(figures.classes[.interactive]?.requests == [.served: 1, .overloaded: 1])
        #expect(figures.tokensComputed == 9 && figures.inputs == 5)
    }

    /// A request that a thread took is no longer queued; nothing else is there to see it by.
    private static func untilRunning(
        _ runtime: ModelRuntime,
        _ tasks: [Task<EmbeddingBatch, any Error>]
    ) async throws {
        for _ in 0..<6_000 {
            if runtime.figures.models[0].inputs == tasks.count, runtime.figures.requestsQueued == 0 {
                try await Task.sleep(for: .milliseconds(50))
                if runtime.figures.requestsQueued == 0 { return }
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    @Test("Draining refuses what is new, finishes what waits, and fails what is left at its limit")
    func drain() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let runtime = Self.runtime(pool)
        let embedder = try await Self.embedder(runtime)
        let gate = Gate(pool)
        let running = Task { try await embedder.embed(["the"], priority: .bulk) }
        try await Self.untilRunning(runtime, [running])
        let waiting = Task { try await embedder.embed(["cat"], priority: .bulk) }
        try await Self.untilQueued(1, runtime)
        let drained = Task { await runtime.drain(limitSeconds: 60) }
        while !runtime.isClosed { try await Task.sleep(for: .milliseconds(1)) }
        await #expect(throws: InferenceError.stopped) {
            try await embedder.embed(["sat"], priority: .interactive)
        }
        gate.open()
        await drained.value
        #expect(try await waiting.value.vectors.count == 1)

        let second = Self.runtime(pool)
        let other = try await Self.embedder(second)
        let closed = Gate(pool)
        let first = Task { try await other.embed(["the"], priority: .bulk) }
        try await Self.untilRunning(second, [first])
        let late = Task { try await other.embed(["cat"], priority: .bulk) }
        try await Self.untilQueued(1, second)
        let limited = Task { await second.drain(limitSeconds: 0) }
        let ended = await #expect(throws: UnfinishedInference.self) { try await late.value }
        #expect(ended?.reason as? InferenceError == .stopped && ended?.cost.tokensComputed == 0)
        closed.open()
        await limited.value
        #expect(try await first.value.vectors.count == 1)
    }

    @Test("More than the queue holds is refused, and a stopped runtime refuses everything")
    func refusals() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        var limits = ServingLimits()
        limits.tokensQueuedMax = 400
        let runtime = Self.runtime(pool, limits: limits)
        let embedder = try await Self.embedder(runtime)
        let texts = (0..<40).map { "cat the sat un \($0)" }
        await #expect(throws: InferenceError.requestTooLarge(tokens: 310, tokensMax: 300)) {
            try await embedder.embed(texts, priority: .bulk)
        }
        runtime.stop()
        await #expect(throws: InferenceError.stopped) {
            try await embedder.embed(["cat"], priority: .interactive)
        }
    }
}
