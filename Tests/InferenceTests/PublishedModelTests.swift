import Foundation
import Testing

@testable import Inference

private let modelDirectory = ProcessInfo.processInfo.environment["ASSAY_EMBEDDING_MODEL"]

/// The model that is released as all-MiniLM-L6-v2, when a copy of it is at hand.
@Suite(
    "Published model",
    .enabled(if: modelDirectory != nil, "ASSAY_EMBEDDING_MODEL names no model directory")
)
struct PublishedModelTests {
    static let sentences = [
        "The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium.",
    ]

    private static func file(_ name: String) throws -> ModelFile {
        try ModelFile(path: "\(try #require(modelDirectory))/\(name)", bytesMax: 1 << 30)
    }

    @Test("The first sentence has the ids of the reference tokenizer, whatever the file's padding says")
    func tokens() throws {
        let tokenizer = try WordPieceTokenizer(Self.file("tokenizer.json"))
        #expect(
            tokenizer.encode(Self.sentences[0], tokensMax: 256)
                == [101, 1996, 4633, 2003, 8403, 2651, 1012, 102]
        )
    }

    @Test("Three sentences have the similarities that the sentence-transformers documentation prints")
    func similarities() throws {
        let configuration = try EncoderConfiguration(Self.file("config.json"))
        let encoder = try TextEncoder(
            configuration,
            weights: SafetensorsFile(Self.file("model.safetensors")),
            pooling: SentencePooling(Self.file("1_Pooling/config.json"), hidden: configuration.hidden)
        )
        let tokenizer = try WordPieceTokenizer(Self.file("tokenizer.json"))
        let limit = try TokenLimit.read(
            Self.file("sentence_bert_config.json"),
            positions: configuration.positions
        )
        let vectors = encoder.embed(
            RaggedBatch(Self.sentences.map { tokenizer.encode($0, tokensMax: limit) })
        )
        let published: [[Float]] = [[1, 0.6660, 0.1046], [0.6660, 1, 0.1411], [0.1046, 0.1411, 1]]
        for (row, left) in vectors.enumerated() {
            for (column, right) in vectors.enumerated() {
                let similarity = zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
                #expect(abs(similarity - published[row][column]) < 6e-5)
            }
        }
    }
}
