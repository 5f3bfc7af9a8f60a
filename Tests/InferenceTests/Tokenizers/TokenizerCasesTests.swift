import Foundation
import Identifiers
import Testing

@testable import Inference

/// Small tokenizers of every kind, trained on a few sentences of ours by PyPI's `tokenizers`, with what that
/// library answers (scripts/tokenizer-cases.py).
@Suite("Tokenizers of every kind")
struct TokenizerCasesTests {
    static let names = [
        "byte-level-gpt2", "byte-level-roberta", "byte-level-llama3", "byte-level-qwen2", "byte-level-o200k",
        "unigram", "unigram-bytes", "sentencepiece-bpe", "characters-with-suffix", "wordpiece-added",
        "wordpiece-bert",
    ]

    private static func document(_ name: String) throws -> JSONValue {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        return try JSONValue(parsing: Data(contentsOf: folder.appending(path: "Cases/\(name).json")))
    }

    private static func tokenizer(_ document: JSONValue) throws -> any Tokenizer {
        let bytes = try JSONEncoder().encode(try #require(document["tokenizer"]))
        return try TokenizerFile.tokenizer(ModelFile(name: "tokenizer.json", bytes: Array(bytes)))
    }

    private static func numbers(_ value: JSONValue?) -> [Int32] {
        (value?.array ?? []).compactMap { $0.int.map { Int32($0) } }
    }

    @Test("Text becomes the tokens of the reference, and tokens its text", arguments: names)
    func single(name: String) throws {
        let document = try Self.document(name)
        let tokenizer = try Self.tokenizer(document)
        for example in document["cases"]?.array ?? [] {
            let text = try #require(example["text"]?.string)
            let tokens = tokenizer.encode(text, tokensMax: 1_000)
            #expect(tokens == Self.numbers(example["tokens"]), "\(name): \(text.debugDescription)")
            #expect(tokens.allSatisfy { Int($0) < tokenizer.tokensEnd })
            let decoded = tokenizer.decode(tokens, skipsSpecial: true)
            if name.hasPrefix("byte-level") || name == "sentencepiece-bpe" {
                #expect(decoded == example["plain"]?.string, "\(name): \(text.debugDescription)")
            }
        }
    }

    @Test("Two texts share the room as the reference shares it, each with its segment", arguments: names)
    func pairs(name: String) throws {
        let document = try Self.document(name)
        let tokenizer = try Self.tokenizer(document)
        for example in document["pairs"]?.array ?? [] {
            let (first, second) = (example["first"]?.string ?? "", example["second"]?.string ?? "")
            let pair = tokenizer.encode(first, second, tokensMax: try #require(example["limit"]?.int))
            #expect(pair.tokens == Self.numbers(example["tokens"]), "\(name): \(first) / \(second)")
            #expect(pair.segments == Self.numbers(example["segments"]), "\(name): \(first) / \(second)")
        }
    }

    @Test("A limit cuts the end off and leaves the model's own tokens", arguments: names)
    func limits(name: String) throws {
        let tokenizer = try Self.tokenizer(Self.document(name))
        let text = "The cat sat on the mat, and the dog sat by the door."
        let whole = tokenizer.pieces(of: text)
        for limit in 0...whole.count {
            #expect(tokenizer.pieces(of: text, tokensMax: limit) == Array(whole.prefix(limit)))
        }
        #expect(tokenizer.encode(text, tokensMax: 6).count == 6)
    }

    @Test("Many texts at once get the tokens that they get alone", arguments: ["byte-level-gpt2", "unigram"])
    func concurrent(name: String) async throws {
        let tokenizer = try Self.tokenizer(Self.document(name))
        let texts = (0..<64).map { "The \($0)th cat sat on mat \($0 * 7)." }
        let alone = texts.map { tokenizer.pieces(of: $0) }
        let together = await withTaskGroup(of: (Int, [Int32]).self) { group in
            for (index, text) in texts.enumerated() {
                group.addTask { (index, tokenizer.pieces(of: text)) }
            }
            return await group.reduce(into: [Int: [Int32]]()) { $0[$1.0] = $1.1 }
        }
        for index in texts.indices { #expect(together[index] == alone[index]) }
    }
}
