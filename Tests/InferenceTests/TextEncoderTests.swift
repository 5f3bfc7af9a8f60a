import ModelFixtures
import Synchronization
import Tensors
import Testing

@testable import Inference

@Suite("BERT encoder")
struct TextEncoderTests {
    static let model = TinyModel(seed: 42)
    static let lengths = [1, 2, 3, 15, 16, 17, 31, 33, 64]

    static func encoder(_ model: TinyModel = model, level: InstructionLevel = .supported) throws
        -> TextEncoder
    {
        let configuration = try EncoderConfiguration(
            ModelFile(name: "config.json", bytes: Array(TinyModel.configuration.utf8))
        )
        let weights = try SafetensorsFile(ModelFile(name: "model.safetensors", bytes: model.weights))
        return try TextEncoder(configuration, weights: weights, pooling: .mean, level: level)
    }

    static func sequences() -> [[Int32]] {
        var generator = SeededGenerator(seed: 5)
        return lengths.map { length in
            (0..<length).map { _ in Int32.random(in: 0..<Int32(TinyModel.vocabularyCount), using: &generator)
            }
        }
    }

    @Test(
        "Vectors equal a plain double-precision forward pass, at every instruction level",
        arguments: InstructionLevel.allCases.filter { $0 <= .supported }
    )
    func equalsNaive(level: InstructionLevel) throws {
        let naive = NaiveBert(Self.model)
        let sequences = Self.sequences()
        let vectors = try Self.encoder(level: level).embed(RaggedBatch(sequences))
        for (tokens, vector) in zip(sequences, vectors) {
            for (value, exact) in zip(vector, naive.embed(tokens)) {
                #expect(abs(Double(value) - exact) < 5e-6)
            }
        }
    }

    @Test("A text's vector is the same bits alone, in any batch, and in any order")
    func independentOfBatch() throws {
        let encoder = try Self.encoder()
        let sequences = Self.sequences()
        let together = encoder.embed(RaggedBatch(sequences))
        #expect(sequences.map { encoder.embed(RaggedBatch([$0]))[0] } == together)
        #expect(Array(encoder.embed(RaggedBatch(sequences.reversed())).reversed()) == together)
        #expect(
            encoder.embed(RaggedBatch(Array(repeating: sequences[4], count: 9)))
                == Array(repeating: together[4], count: 9)
        )
    }

    @Test("Several lanes give the same bits as one", arguments: [2, 3, 4])
    func independentOfLanes(lanes: Int) async throws {
        let encoder = try Self.encoder()
        let batch = RaggedBatch(Self.sequences())
        let pool = ComputePool(threads: lanes)
        let memory = encoder.makeWorkspace(
            tokensMax: batch.tokens.count,
            textsMax: batch.count,
            longest: batch.longest,
            lanes: lanes
        )
        await pool.run(lanes: lanes) { lane in encoder.embed(batch, memory, lane) }
        #expect((0..<batch.count).map { memory.vectors.row($0) } == encoder.embed(batch))
        pool.stop()
    }

    @Test("First-token pooling gives another unit vector than mean pooling")
    func firstTokenPooling() throws {
        let mean = try Self.encoder()
        let configuration = mean.configuration
        let weights = try SafetensorsFile(ModelFile(name: "w", bytes: Self.model.weights))
        let first = try TextEncoder(configuration, weights: weights, pooling: .firstToken)
        let batch = RaggedBatch([[2, 14, 20, 3]])
        let vector = first.embed(batch)[0]
        #expect(vector != mean.embed(batch)[0])
        #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-6)
    }

    @Test("Weights with the prefix of the full BERT classes load the same")
    func prefixedNames() throws {
        var model = Self.model
        model.tensors = model.tensors.map { ("bert.\($0.name)", $0.shape, $0.values) }
        let batch = RaggedBatch([[2, 30, 3]])
        #expect(try Self.encoder(model).embed(batch) == Self.encoder().embed(batch))
    }

    @Test("A parameter that is missing, of another shape or not finite is refused by name")
    func badParameters() {
        let name = "encoder.layer.1.output.dense.bias"
        func refusal(_ change: (inout TinyModel.Tensor) -> Void) -> ModelFileError? {
            var model = Self.model
            guard let index = model.tensors.firstIndex(where: { $0.name == name }) else { return nil }
            change(&model.tensors[index])
            return #expect(throws: ModelFileError.self) { try Self.encoder(model) }
        }
        #expect(
            refusal { $0.name = "other" }
                == ModelFileError(file: "model.safetensors", field: name, problem: .missing)
        )
        #expect(
            refusal { $0.shape = [2, 12] }?.problem
                == .wrongShape(expected: [TinyModel.hidden], found: [2, 12])
        )
        for value in [Float.nan, .infinity] {
            #expect(refusal { $0.values[3] = value }?.problem == .notFinite)
        }
    }
}
