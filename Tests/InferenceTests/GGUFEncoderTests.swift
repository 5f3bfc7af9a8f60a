import Foundation
import ModelFixtures
import Testing

@testable import Inference

@Suite("Encoders in GGUF files")
struct GGUFEncoderTests {
    private static let model = TinyModel(seed: 7)

    private static func encoder(
        _ options: TinyModel.GGUFOptions = .init()
    ) throws(ModelFileError) -> GGUFEncoder {
        try GGUFEncoder(try GGUFFile(ModelFile(name: "tiny.gguf", bytes: model.ggufFile(options))))
    }

    @Test(
        "The shape, the pooling and the tokens are those of the same model in safetensors, and so is every bit"
    )
    func sameVectors() throws {
        let whole = try Self.encoder()
        let settings = ModelFile(name: "config.json", bytes: Array(TinyModel.configuration.utf8))
        let expected = try EncoderConfiguration(settings)
        #expect(whole.configuration == expected && whole.pooling == .mean)
        let tokenizer = try TokenizerFile.tokenizer(
            ModelFile(name: "tokenizer.json", bytes: Array(TinyModel.tokenizer().utf8))
        )
        let texts = ["the cats sat", "", "Unbelievable!", "文字 the", "Café-31", "йй и"]
        let sequences = texts.map { tokenizer.encode($0, tokensMax: 32) }
        let own = try whole.tokenizer()
        #expect(texts.map { own.encode($0, tokensMax: 32) } == sequences)
        let weights = try SafetensorsFile(ModelFile(name: "w", bytes: Self.model.weights))
        for precision in EncoderPrecision.allCases {
            let vectors = try [whole.file as any TensorSource, weights].map { source in
                try TextEncoder(expected, weights: source, pooling: .mean, precision: precision)
                    .embed(RaggedBatch(sequences))
            }
            #expect(vectors[0] == vectors[1], "\(precision)")
        }
    }

    @Test(
        "Pooling is what the file says",
        arguments: [(1, .mean), (2, .firstToken), (3, .lastToken)] as [(UInt32, SentencePooling)]
    )
    func pooling(number: UInt32, pooling: SentencePooling) throws {
        var options = TinyModel.GGUFOptions()
        options.pooling = number
        #expect(try Self.encoder(options).pooling == pooling)
    }

    private static func options(_ change: (inout TinyModel.GGUFOptions) -> Void) -> TinyModel.GGUFOptions {
        var options = TinyModel.GGUFOptions()
        change(&options)
        return options
    }

    @Test(
        "What is no such encoder, or would compute something else, is refused with its key",
        arguments: [
            (options { $0.architecture = "llama" }, "general.architecture"),
            (options { $0.vocabulary = "t5" }, "tokenizer.ggml.model"),
            (options { $0.isCausal = true }, "bert.attention.causal"),
            (options { $0.pooling = nil }, "bert.pooling_type"),
            (options { $0.pooling = 0 }, "bert.pooling_type"),
            (options { $0.pooling = 4 }, "bert.pooling_type"),
            (options { $0.heads = 5 }, "bert.attention.head_count"),
            (options { $0.heads = 0 }, "bert.attention.head_count"),
            (options { $0.missing = "token_embd.weight" }, "token_embd.weight"),
            (options { $0.missing = "token_types.weight" }, "token_types.weight"),
            (options { $0.architecture = "nomic-bert" }, "nomic-bert.rope.freq_base"),
        ]
    )
    func refusals(options: TinyModel.GGUFOptions, field: String) {
        let error = #expect(throws: ModelFileError.self) { try Self.encoder(options) }
        #expect(error?.field == field)
    }

    @Test("A layer that is missing is named when the weights are read")
    func missingLayer() throws {
        let whole = try Self.encoder(Self.options { $0.missing = "blk.1.ffn_up.weight" })
        let error = #expect(throws: ModelFileError.self) {
            try TextEncoder(whole.configuration, weights: whole.file, pooling: whole.pooling)
        }
        #expect(error?.field == "blk.1.ffn_up.weight")
    }

    @Test("Fuzzing starts from a file that is a whole encoder")
    func fuzzSeed() throws {
        let seed = URL(filePath: #filePath).appending(path: "../../Fuzz/Corpus/gguf/encoder").standardized
        let whole = try GGUFEncoder(try GGUFFile(ModelFile(path: seed.path, bytesMax: 1 << 20)))
        let source = try EncoderSource(
            whole.configuration,
            head: .vectors(whole.pooling, dense: []),
            tensors: whole.file,
            asked: nil,
            tokensMax: 8
        )
        #expect(try EncoderWithHead(source).numbersPerResult == 8)
    }
}
