import FoundationEssentials
import Identifiers
import Inference

/// The small tokenizers of the tests, by fuzz target.
enum FuzzTokenizers {
    private static let files = [
        "wordpiece": ["wordpiece-bert"],
        "wordpiece-parts": ["wordpiece-added"],
        "byte-level": ["byte-level-gpt2", "byte-level-roberta"],
        "byte-level-patterns": ["byte-level-llama3", "byte-level-qwen2", "byte-level-o200k"],
        "unigram": ["unigram", "unigram-bytes"],
        "sentencepiece-pairs": ["sentencepiece-bpe"],
        "characters": ["characters-with-suffix"],
    ]

    private static let all: [String: [any Tokenizer]] = files.mapValues { $0.compactMap(read) }

    static func named(_ target: String) -> [any Tokenizer] {
        let tokenizers = all[target] ?? []
        precondition(!tokenizers.isEmpty, "no tokenizers; run from the checkout")
        return tokenizers
    }

    private static func read(_ name: String) -> (any Tokenizer)? {
        let path = "Tests/InferenceTests/Tokenizers/Cases/\(name).json"
        guard let data = FileManager.default.contents(atPath: path),
            let document = try? JSONValue(parsing: data)["tokenizer"],
            let bytes = try? JSONEncoder().encode(document)
        else { return nil }
        return try? TokenizerFile.tokenizer(ModelFile(name: name, bytes: Array(bytes)))
    }
}
