import Dispatch
import Identifiers
import Inference
import Logging
import ModelFixtures
import Retrieval
import Synchronization
import Tensors
import Testing

@testable import LocalModels

@Suite("Local embedder")
struct LocalEmbedderTests {
    private static let texts = [
        "the cats sat", "", "unbelievable!", "文字 the", String(repeating: "cat ", count: 90), "the cats sat",
    ]

    private static func load(
        _ files: [String: [UInt8]] = TinyModel(seed: 7).files,
        pool: ComputePool,
        rounds: ProcessorRounds = ProcessorRounds(),
        seen: @escaping @Sendable ([String: Digest]) -> Void = { _ in },
        answer: @escaping @Sendable (Digest) -> ModelAdmission = {
            .admitted(ModelIdentity(name: "tiny", version: "1", digest: $0))
        }
    ) async throws -> LocalEmbedder {
        let directory = try TemporaryDirectory(files)
        return try await LocalEmbedder.load(
            directory: directory.path,
            backend: ProcessorBackend(pool: pool, rounds: rounds),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { Instant(seconds: 0) }
        ) { digests in
            seen(digests.files)
            return answer(digests.weights)
        }
    }

    @Test("Vectors are unit vectors of the model's dimension, equal for equal texts, cut at the token limit")
    func embeds() async throws {
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        let embedder = try await Self.load(pool: pool)
        #expect(embedder.dimension == 24 && embedder.tokensMax == 32 && embedder.identity.name == "tiny")
        #expect(embedder.tokenCount(Self.texts[4]) == 90)
        let batch = try await embedder.embed(Self.texts, priority: .bulk)
        #expect(batch.tokenCounts == [6, 2, 6, 5, 32, 6])
        #expect(batch.vectors[0] == batch.vectors[5] && batch.vectors[0] != batch.vectors[2])
        for vector in batch.vectors { #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5) }
        #expect(batch.truncated == [4] && batch.cost.textsReused == 1 && batch.cost.batchShare == 1)
        #expect(batch.cost.tokensComputed == 51)
        #expect(try await embedder.embed([], priority: .bulk) == EmbeddingBatch(vectors: [], tokenCounts: []))
    }

    @Test(
        "Many requests at once give the bits that each gives alone, whatever the threads",
        arguments: [1, 3]
    )
    func concurrentRequests(threads: Int) async throws {
        let pool = ComputePool(threads: threads)
        defer { pool.stop() }
        let embedder = try await Self.load(pool: pool, rounds: ProcessorRounds(tokensMax: 20))
        var alone: [[Float]] = []
        for text in Self.texts { alone += try await embedder.embed([text], priority: .interactive).vectors }
        let expected = alone
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<40 {
                group.addTask {
                    let priority: InferencePriority = index.isMultiple(of: 3) ? .interactive : .bulk
                    return try await embedder.embed(Self.texts, priority: priority).vectors == expected
                }
            }
            for try await isEqual in group { #expect(isEqual) }
        }
    }

    @Test("The admission sees the digest of every file that is used")
    func digests() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let names = Mutex<[String]>([])
        _ = try await Self.load(
            pool: pool,
            seen: { digests in names.withLock { $0 = digests.keys.sorted() } }
        )
        #expect(
            names.withLock { $0 } == [
                "1_Pooling/config.json", "config.json", "model.safetensors", "sentence_bert_config.json",
                "tokenizer.json",
            ]
        )
    }

    @Test("Weights that are refused, or other than the admitted ones, do not run")
    func admission() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        await #expect(throws: LocalModelError.notAdmitted(reason: "not approved")) {
            try await Self.load(pool: pool, answer: { _ in .refused(reason: "not approved") })
        }
        let other = try #require(Digest(bytes: [UInt8](repeating: 1, count: 32)))
        let error = await #expect(throws: LocalModelError.self) {
            try await Self.load(
                pool: pool,
                answer: { _ in .admitted(ModelIdentity(name: "tiny", version: "1", digest: other)) }
            )
        }
        guard case .digestMismatch(let admitted, _)? = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(admitted == other)
    }

    @Test("A missing file and a tokenizer of another model are refused")
    func wrongFiles() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        var files = TinyModel(seed: 7).files
        files["tokenizer.json"] = nil
        await #expect(throws: ModelFileError(file: "tokenizer.json", field: "", problem: .missing)) {
            try await Self.load(files, pool: pool)
        }
        let larger = TinyModel.tokenizer().replacing("\"id\":4,", with: "\"id\":500,")
        files["tokenizer.json"] = Array(larger.utf8)
        await #expect(
            throws: LocalModelError.vocabularyMismatch(tokens: 501, rows: TinyModel.vocabularyCount)
        ) {
            try await Self.load(files, pool: pool)
        }
    }

    /// Occupies a pool's thread until `open` is called, so that requests stay queued.
    private final class Gate: Sendable {
        private let isOpen = DispatchSemaphore(value: 0)

        func close(_ pool: ComputePool) {
            pool.submit(lanes: 1) { [isOpen] _ in
                isOpen.wait()
            } completion: {
            }
        }

        func open() { isOpen.signal() }
    }

    @Test("A cancelled request ends when no thread has any of it, and later ones still run")
    func cancellation() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let embedder = try await Self.load(pool: pool)
        let gate = Gate()
        gate.close(pool)
        let waiting = Task { try await embedder.embed(Self.texts, priority: .bulk) }
        waiting.cancel()
        gate.open()
        let error = await #expect(throws: (any Error).self) { try await waiting.value }
        #expect(((error as? UnfinishedInference)?.reason ?? error) is CancellationError)
        #expect(try await embedder.embed(["cat"], priority: .interactive).vectors.count == 1)
    }
}
