import Foundation
import Identifiers
import Inference
import Logging
import ModelFixtures
import Retrieval
import Synchronization
import Tensors
import Testing

@testable import LocalModels

@Suite("Layouts of models that are served")
struct ServedLayoutTests {
    private static let texts = ["the cats sat", "unbelievable!", "文字 the"]

    private static func embedder(
        _ source: any ModelFileSource,
        _ pool: ComputePool,
        asked: @escaping @Sendable (ModelFileDigests) -> Void = { _ in }
    ) async throws -> LocalEmbedder {
        let runtime = ModelRuntime(
            backends: [ProcessorBackend(pool: pool)],
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { Instant(seconds: 0) }
        )
        let model = try await runtime.load(source, precision: nil) { digests in
            asked(digests)
            return .admitted(ModelIdentity(name: "tiny", version: "1", digest: digests.weights))
        }
        guard case .embedder(let embedder) = model else { throw LocalModelError.labels(count: 0) }
        return embedder
    }

    private static func vectors(
        _ files: [String: [UInt8]],
        _ pool: ComputePool,
        asked: @escaping @Sendable (ModelFileDigests) -> Void = { _ in }
    ) async throws -> [[Float]] {
        let embedder = try await embedder(ModelFilesInMemory(files), pool, asked: asked)
        let vectors = try await embedder.embed(texts, priority: .bulk).vectors
        #expect(vectors.allSatisfy { $0.count == embedder.dimension })
        return vectors
    }

    // MARK: GGUF

    @Test("One GGUF file is a model, from memory and from a folder; only its digest is asked for")
    func gguf() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let model = TinyModel(seed: 7)
        var plain = model.files
        plain["sentence_bert_config.json"] = nil
        let expected = try await Self.vectors(plain, pool)
        let files = ["tiny-f32.gguf": model.ggufFile(), "README.md": [1], "sub/other.gguf": [2]]
        let asked = Mutex<[String: Digest]>([:])
        let vectors = try await Self.vectors(files, pool) { digests in
            asked.withLock { $0 = digests.files }
            #expect(digests.files.values.first == digests.weights)
        }
        #expect(vectors == expected)
        #expect(asked.withLock { Array($0.keys) } == ["tiny-f32.gguf"])
        let folder = try TemporaryDirectory(files)
        let embedder = try await Self.embedder(ModelFolder(folder.path), pool)
        #expect(embedder.tokensMax == TinyModel.positions)
        #expect(try await embedder.embed(Self.texts, priority: .bulk).vectors == expected)
    }

    @Test("Two GGUF files are refused; beside a config.json they are not looked at")
    func severalFiles() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let model = TinyModel(seed: 7)
        let two = ["a.gguf": model.ggufFile(), "b.gguf": model.ggufFile()]
        let error = await #expect(throws: ModelFileError.self) { try await Self.vectors(two, pool) }
        #expect(error?.description.contains("a.gguf") == true)
        let beside = model.files.merging(["a.gguf": [1]]) { $1 }
        #expect(try await Self.vectors(beside, pool) == Self.vectors(model.files, pool))
        let none = await #expect(throws: ModelFileError.self) { try await Self.vectors([:], pool) }
        #expect(none?.file == "config.json" && none?.problem == .missing)
    }

    // MARK: Dense

    private static func dense(_ inputs: Int, _ outputs: Int, seed: UInt64) -> [String: [UInt8]] {
        var generator = SeededGenerator(seed: seed)
        let weights: [TinyModel.Tensor] = [
            ("linear.weight", [outputs, inputs], generator.floats(outputs * inputs, scale: 0.5)),
            ("linear.bias", [outputs], generator.floats(outputs, scale: 0.2)),
        ]
        let settings = """
            {"in_features":\(inputs),"out_features":\(outputs),"bias":true,
            "activation_function":"torch.nn.modules.activation.Tanh"}
            """
        return ["config.json": Array(settings.utf8), "model.safetensors": SafetensorsWriter.file(weights)]
    }

    /// The model with a linear layer in this folder after its pooling.
    private static func denseFiles(folder: String = "2_Dense", inputs: Int = 24, seed: UInt64 = 3)
        -> [String: [UInt8]]
    {
        var files = TinyModel(seed: 7).files
        for (name, bytes) in dense(inputs, 16, seed: seed) { files["\(folder)/\(name)"] = bytes }
        files["modules.json"] = Array(
            """
            [{"type":"sentence_transformers.models.Transformer","path":""},
            {"type":"sentence_transformers.models.Pooling","path":"1_Pooling"},
            {"type":"sentence_transformers.models.Dense","path":"\(folder)"},
            {"type":"sentence_transformers.models.Normalize","path":"3_Normalize"}]
            """.utf8
        )
        return files
    }

    /// The pooled vectors, not scaled, through the layer.
    private static func expectedDense(_ files: [String: [UInt8]]) throws -> [[Float]] {
        func file(_ name: String) -> ModelFile { ModelFile(name: name, bytes: files[name] ?? []) }
        let tokenizer = try TokenizerFile.tokenizer(file("tokenizer.json"))
        let pooled = try TextEncoder(
            EncoderConfiguration(file("config.json")),
            weights: SafetensorsFile(file("model.safetensors")),
            pooling: .mean,
            normalises: false
        ).embed(RaggedBatch(texts.map { tokenizer.encode($0, tokensMax: 32) }))
        let layer = try SentenceDense(
            settings: file("2_Dense/config.json"),
            weights: file("2_Dense/model.safetensors"),
            inputs: 24
        )
        return pooled.map { [layer].vector(of: $0) }
    }

    @Test("A linear layer after the pooling gives its vectors, and is part of what is admitted")
    func denseStep() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        let files = Self.denseFiles()
        let digests = Mutex<[ModelFileDigests]>([])
        let vectors = try await Self.vectors(files, pool) { asked in digests.withLock { $0.append(asked) } }
        #expect(vectors == (try Self.expectedDense(files)) && vectors[0].count == 16)
        let other = try await Self.vectors(Self.denseFiles(seed: 4), pool) { asked in
            digests.withLock { $0.append(asked) }
        }
        #expect(other != vectors)
        let asked = digests.withLock { $0 }
        #expect(asked[0].files["2_Dense/config.json"] != nil)
        #expect(asked[0].files["2_Dense/model.safetensors"] != nil)
        #expect(asked[0].weights != asked[1].weights, "results of one are not taken for those of the other")
    }

    @Test(
        "A layer that is missing, does not fit or lies elsewhere is refused, and nothing is served without it"
    )
    func badDense() async throws {
        let pool = ComputePool(threads: 1)
        defer { pool.stop() }
        var missing = Self.denseFiles()
        missing["2_Dense/model.safetensors"] = nil
        for files in [missing, Self.denseFiles(inputs: 23), Self.denseFiles(folder: "../2_Dense")] {
            await #expect(throws: ModelFileError.self) { try await Self.vectors(files, pool) }
        }
        let asked = Mutex(0)
        let runtime = ModelRuntime(
            backends: [ProcessorBackend(pool: pool)],
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { Instant(seconds: 0) }
        )
        await #expect(throws: LocalModelError.notAdmitted(reason: "no")) {
            try await runtime.load(ModelFilesInMemory(Self.denseFiles()), precision: nil) { _ in
                asked.withLock { $0 += 1 }
                return .refused(reason: "no")
            }
        }
        #expect(asked.withLock { $0 } == 1, "the same without modules.json would be another model")
    }

    // MARK: References

    private struct Expected: Decodable {
        let texts: [String]
        let vectors: [[Float]]
        let tolerance: Float
    }

    /// The folders that `scripts/served-fixtures.py` made.
    private static let folders: [URL] = {
        guard let path = ProcessInfo.processInfo.environment["ASSAY_SERVED_FIXTURES"] else { return [] }
        let found = try? FileManager.default.contentsOfDirectory(
            at: URL(filePath: path),
            includingPropertiesForKeys: nil
        )
        return (found ?? []).sorted { $0.path < $1.path }
    }()

    @Test(
        "Vectors of served folders equal those of sentence-transformers and transformers",
        .enabled(if: !folders.isEmpty, "ASSAY_SERVED_FIXTURES names no folder; see scripts/check-encoders"),
        arguments: folders
    )
    func reference(folder: URL) async throws {
        let pool = ComputePool(threads: 2)
        defer { pool.stop() }
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        let expected = try JSONDecoder().decode(Expected.self, from: data)
        let embedder = try await Self.embedder(ModelFolder(folder.path), pool)
        let vectors = try await embedder.embed(expected.texts, priority: .bulk).vectors
        for (index, (vector, exact)) in zip(vectors, expected.vectors).enumerated() {
            let distance = zip(vector, exact).reduce(0) { max($0, abs($1.0 - $1.1)) }
            #expect(vector.count == exact.count && distance < expected.tolerance, "text \(index)")
        }
    }
}
