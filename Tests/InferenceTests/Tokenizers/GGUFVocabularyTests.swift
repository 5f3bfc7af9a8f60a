import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite("Vocabularies of GGUF files")
struct GGUFVocabularyTests {
    private static let folder = "data/tokenizers/gguf"

    @Test(
        "Every case that came with a published vocabulary has its tokens",
        .enabled(if: ExternalTestData.has(folder), "ASSAY_TEST_DATA has no tokenizers"),
        arguments: ["bert-bge", "deepseek-llm", "gpt-2", "llama-spm", "phi-3"]
    )
    func published(name: String) throws {
        let path = ExternalTestData.url("\(Self.folder)/ggml-vocab-\(name).gguf").path
        let file = try ModelFile(path: path, bytesMax: 1 << 26)
        let tokenizer = try GGUFTokenizer.tokenizer(GGUFFile(file))
        let texts = try String(contentsOfFile: "\(path).inp", encoding: .utf8)
            .components(separatedBy: "\n__ggml_vocab_test__\n")
        let lines = try String(contentsOfFile: "\(path).out", encoding: .utf8)
            .components(separatedBy: "\n")
        #expect(texts.count > 40 && lines.count >= texts.count)
        for (text, line) in zip(texts, lines) {
            let tokens = tokenizer.pieces(of: text)
            let expected = line.split(separator: " ").compactMap { Int32($0) }
            #expect(tokens == expected, "\(name): \(text.debugDescription)")
            if name != "bert-bge" { #expect(tokenizer.decode(tokens, skipsSpecial: false) == text) }
        }
    }
}
