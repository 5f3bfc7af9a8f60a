/// How the byte-pair vocabularies of GGUF files cut text, by the name that `tokenizer.ggml.pre` gives.
enum BytePairSplitting {
    /// Patterns one after another; each cuts what the ones before have left. Nil for a name not known.
    static func preTokenizer(_ name: String) -> PreTokenizer? {
        guard let sources = sources(name) else { return nil }
        var steps: [PreTokenizer] = []
        for source in sources {
            guard let pattern = PatternParser.parse(source) else { return nil }
            steps.append(.split(.pattern(pattern), .isolated, isInverted: false))
        }
        return .sequence(steps)
    }

    /// Vocabularies whose words that are tokens stay whole, whatever the merges say.
    static func keepsWholeWords(_ name: String) -> Bool {
        ["llama-bpe", "llama3", "llama-v3"].contains(name)
    }

    private static func sources(_ name: String) -> [String]? {
        switch name {
        case "gpt-2", "phi-2", "mpt", "olmo", "jina-es", "jina-de", "roberta-bpe", "jina-v2-es", "jina-v2-de":
            [PreTokenizer.byteLevelPattern]
        case "llama-bpe", "llama3", "llama-v3":
            [cased + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"# + tail]
        case "qwen2", "deepseek-r1-qwen": [cased + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"# + tail]
        case "deepseek-llm": deepseek
        default: nil
        }
    }

    private static let cased = #"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])"#
    private static let tail = #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

    /// The publisher's pattern lists the cased letters one by one.
    private static let deepseek = [
        #"[\r\n]"#,
        #"\s?[\p{Lu}\p{Ll}\p{Lt}]+"#,
        "\\s?[!-/:-~\u{FF01}-\u{FF0F}\u{FF1A}-\u{FF5E}\u{2018}-\u{201F}\u{3000}-\u{3002}]+",
        #"\s+$"#,
        "[\u{4E00}-\u{9FA5}\u{0800}-\u{4E00}\u{AC00}-\u{D7FF}]+",
        #"\p{N}+"#,
    ]
}
