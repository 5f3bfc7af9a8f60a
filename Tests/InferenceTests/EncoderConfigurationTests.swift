import ModelFixtures
import Testing

@testable import Inference

@Suite("Model settings")
struct EncoderConfigurationTests {
    private static func file(_ text: String) -> ModelFile {
        ModelFile(name: "c.json", bytes: Array(text.utf8))
    }

    @Test("The shape comes from the file")
    func shape() throws {
        let shape = try EncoderConfiguration(Self.file(TinyModel.configuration))
        #expect(shape.hidden == 24 && shape.heads == 3 && shape.headColumns == 8 && shape.layers == 2)
        #expect(shape.positions == 64 && shape.vocabularyCount == TinyModel.vocabularyCount)
    }

    @Test(
        "No parameter has a silent default",
        arguments: [
            "model_type", "hidden_act", "hidden_size", "num_hidden_layers", "num_attention_heads",
            "intermediate_size", "vocab_size", "max_position_embeddings", "type_vocab_size", "layer_norm_eps",
        ]
    )
    func missing(key: String) {
        let text = TinyModel.configuration.replacing("\"\(key)\"", with: "\"absent\"")
        let error = #expect(throws: ModelFileError.self) { try EncoderConfiguration(Self.file(text)) }
        #expect(error == ModelFileError(file: "c.json", field: key, problem: .missing))
    }

    @Test(
        "What would compute something else is refused",
        arguments: [
            (#""hidden_act":"gelu""#, #""hidden_act":"gelu_10""#),
            (#""model_type":"bert""#, #""model_type":"t5""#),
            (#""absolute""#, #""relative_key""#), (#""num_attention_heads":3"#, #""num_attention_heads":5"#),
            (#""hidden_size":24"#, #""hidden_size":0"#), (#""hidden_size":24"#, #""hidden_size":"24""#),
            ("1e-12", "0"), ("1e-12", "-1e-12"), (#""hidden_act""#, #""is_decoder":true,"hidden_act""#),
        ]
    )
    func unsupported(original: String, replacement: String) {
        let text = TinyModel.configuration.replacing(original, with: replacement)
        #expect(throws: ModelFileError.self) { try EncoderConfiguration(Self.file(text)) }
    }

    @Test("Pooling is mean or first token; absent keys are off, and exactly one must be on")
    func pooling() throws {
        #expect(try SentencePooling(Self.file(TinyModel.pooling), hidden: 24) == .mean)
        let first = #"{"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false}"#
        #expect(try SentencePooling(Self.file(first), hidden: 24) == .firstToken)
        for text in [
            "{}", #"{"pooling_mode_max_tokens":true,"pooling_mode_mean_tokens":true}"#,
            #"{"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":true}"#,
            #"{"pooling_mode_mean_tokens":true,"word_embedding_dimension":25}"#,
            #"{"pooling_mode_mean_tokens":1}"#,
        ] {
            #expect(throws: ModelFileError.self) { try SentencePooling(Self.file(text), hidden: 24) }
        }
    }

    @Test("The token limit is the sentence model's, within the positions")
    func tokenLimit() throws {
        #expect(try TokenLimit.read(Self.file(TinyModel.limits), positions: 64) == 32)
        #expect(try TokenLimit.read(nil, positions: 64) == 64)
        #expect(try TokenLimit.read(Self.file("{}"), positions: 64) == 64)
        #expect(throws: ModelFileError.self) {
            try TokenLimit.read(Self.file(TinyModel.limits), positions: 16)
        }
    }
}
