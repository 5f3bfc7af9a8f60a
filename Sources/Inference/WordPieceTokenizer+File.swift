internal import Identifiers

extension WordPieceTokenizer {
    /// Reads a `tokenizer.json` with a BERT normaliser and pre-tokeniser and a WordPiece model.
    ///
    /// Anything else that would change the ids is refused. The truncation and padding blocks are not read:
    /// they belong to a run of the library, not to the model (see `TokenLimit`).
    package init(_ file: ModelFile) throws(ModelFileError) {
        let keys = try ConfigurationReader(file)
        let parts = TokenizerFile(keys: keys, name: file.name)
        let entries = try parts.vocabulary()
        let added = try parts.addedTokens()
        let (first, last) = try parts.firstAndLast()
        let model = try parts.section("model", kind: "WordPiece")
        let unknownText = try model.string("unk_token")
        guard let unknown = entries.first(where: { $0.text == unknownText })?.token else {
            throw model.failure("unk_token", .outOfRange("not in the vocabulary"))
        }
        vocabulary = WordPieceVocabulary(
            entries,
            prefix: try model.string("continuing_subword_prefix"),
            unknown: unknown,
            wordCharactersMax: try model.integer("max_input_chars_per_word", in: 1...1_000_000)
        )
        folding = ScalarFolding(try parts.folding())
        self.added = added.sorted { $0.text.count > $1.text.count }
        startsAdded = (0..<256).map { byte in added.contains { $0.text.first == UInt8(byte) } }
        self.first = first
        self.last = last
        let tokens = entries.map(\.token) + added.map(\.token) + [first, last]
        tokensEnd = Int(tokens.max() ?? 0) + 1
    }
}

/// The sections of a `tokenizer.json` that decide the ids.
private struct TokenizerFile {
    let keys: ConfigurationReader
    let name: String

    /// A section whose `type` must be `kind`.
    func section(_ key: String, kind: String) throws(ModelFileError) -> ConfigurationReader {
        let section = ConfigurationReader(root: try keys.require(key), file: name)
        let found = section.optional("type")?.string ?? "none"
        guard found == kind else { throw keys.failure("\(key).type", .unsupported("\(found); \(kind) is")) }
        return section
    }

    /// The tokens in the order of their numbers.
    func vocabulary() throws(ModelFileError) -> [(text: String, token: Int32)] {
        let model = try section("model", kind: "WordPiece")
        guard let members = try model.require("vocab").object, !members.isEmpty else {
            throw model.failure("vocab", .wrongType(expected: "an object with tokens"))
        }
        // Numbers may have holes, but not so many that a small file asks for a huge table.
        var texts = [String?](repeating: nil, count: members.count * 2)
        for (text, value) in members {
            guard let number = value.int, texts.indices.contains(number) else {
                throw keys.failure("vocab.\(text.prefix(64))", .outOfRange("not a token number"))
            }
            if let other = texts[number] {
                throw keys.failure("vocab.\(max(text, other).prefix(64))", .duplicate)
            }
            texts[number] = text
        }
        return texts.enumerated().compactMap { number, text in text.map { ($0, Int32(number)) } }
    }

    /// Added tokens are found in the raw text; variants that look at their surroundings are refused.
    func addedTokens() throws(ModelFileError) -> [WordPieceTokenizer.AddedToken] {
        var tokens: [WordPieceTokenizer.AddedToken] = []
        for value in keys.optional("added_tokens")?.array ?? [] {
            let token = ConfigurationReader(root: value, file: name)
            let text = Array(try token.string("content").utf8)
            guard !text.isEmpty else { throw token.failure("added_tokens.content", .outOfRange("empty")) }
            for key in ["single_word", "lstrip", "rstrip", "normalized"]
            where try token.bool(key, absent: false) {
                throw token.failure("added_tokens.\(key)", .unsupported("true"))
            }
            tokens.append(.init(text: text, token: Int32(try token.integer("id", in: 0...4_000_000))))
        }
        return tokens
    }

    func folding() throws(ModelFileError) -> ScalarFolding.Options {
        _ = try section("pre_tokenizer", kind: "BertPreTokenizer")
        let normalizer = try section("normalizer", kind: "BertNormalizer")
        let lowercases = try normalizer.bool("lowercase", absent: true)
        return ScalarFolding.Options(
            cleansText: try normalizer.bool("clean_text", absent: true),
            separatesChinese: try normalizer.bool("handle_chinese_chars", absent: true),
            stripsAccents: try normalizer.bool("strip_accents", absent: lowercases),
            lowercases: lowercases
        )
    }

    /// The tokens around a single text, from either form of BERT's post-processor.
    func firstAndLast() throws(ModelFileError) -> (Int32, Int32) {
        let post = try keys.require("post_processor")
        switch post["type"]?.string {
        case "BertProcessing":
            guard let first = post["cls"]?.array?.last?.int, let last = post["sep"]?.array?.last?.int
            else {
                break
            }
            return (try token(first), try token(last))
        case "TemplateProcessing":
            guard let parts = post["single"]?.array, parts.count == 3, parts[1]["Sequence"] != nil,
                let first = special(parts[0], in: post), let last = special(parts[2], in: post)
            else { break }
            return (try token(first), try token(last))
        default: break
        }
        throw keys.failure(
            "post_processor",
            .unsupported("one token before and one after the text are needed")
        )
    }

    private func special(_ part: JSONValue, in post: JSONValue) -> Int? {
        guard let name = part["SpecialToken"]?["id"]?.string,
            let ids = post["special_tokens"]?[name]?["ids"]?.array, ids.count == 1
        else { return nil }
        return ids[0].int
    }

    private func token(_ number: Int) throws(ModelFileError) -> Int32 {
        guard (0...4_000_000).contains(number) else {
            throw keys.failure("post_processor", .outOfRange("not a token number"))
        }
        return Int32(number)
    }
}
