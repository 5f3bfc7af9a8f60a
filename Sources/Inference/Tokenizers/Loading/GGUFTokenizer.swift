/// Reads the tokenizer of a GGUF file from its metadata.
///
/// Control tokens are not looked for in texts: who writes `</s>` into a message means the letters.
package enum GGUFTokenizer {
    /// Fails on a kind of vocabulary, or a way of cutting text, that is not known by its name.
    package static func tokenizer(_ file: GGUFFile) throws(ModelFileError) -> any Tokenizer {
        let reader = try GGUFVocabulary(file)
        switch reader.model {
        case "gpt2": return PipelineTokenizer(try reader.bytePairs())
        case "llama": return PipelineTokenizer(try reader.scoredPairs())
        case "t5": return PipelineTokenizer(try reader.unigram())
        case "bert": return try reader.wordPieces()
        default: throw file.failure("tokenizer.ggml.model", .unsupported(String(reader.model.prefix(32))))
        }
    }
}

/// The vocabulary of a GGUF file and what its kinds of tokens are for.
struct GGUFVocabulary {
    private enum Kind: Int {
        case normal = 1
        case unknown, control, userDefined, unused, byte
    }

    private static let key = "tokenizer.ggml."

    let file: GGUFFile
    let model: String
    private let texts: [[UInt8]]
    private let kinds: [Kind]

    init(_ file: GGUFFile) throws(ModelFileError) {
        self.file = file
        model = try file.string(Self.key + "model")
        guard let texts = try file.strings(Self.key + "tokens") else {
            throw file.failure(Self.key + "tokens", .missing)
        }
        guard !texts.isEmpty, texts.count <= TokenTable.tokenMax else {
            throw file.failure(Self.key + "tokens", .outOfRange("\(texts.count) tokens"))
        }
        for (number, text) in texts.enumerated() where String(validating: text, as: UTF8.self) == nil {
            throw file.failure(Self.key + "tokens[\(number)]", .malformed("not UTF-8"))
        }
        self.texts = texts
        guard let numbers = try file.numbers(Self.key + "token_type") else {
            kinds = Array(repeating: .normal, count: texts.count)
            return
        }
        guard numbers.count == texts.count else {
            let problem = ModelFileError.Problem.wrongShape(expected: [texts.count], found: [numbers.count])
            throw file.failure(Self.key + "token_type", problem)
        }
        var kinds: [Kind] = []
        for number in numbers {
            guard let kind = Int(exactly: number).flatMap({ Kind(rawValue: $0) }) else {
                throw file.failure(Self.key + "token_type", .unsupported("type \(number)"))
            }
            kinds.append(kind)
        }
        self.kinds = kinds
    }

    private func failure(_ key: String, _ problem: ModelFileError.Problem) -> ModelFileError {
        file.failure(Self.key + key, problem)
    }

    private func token(_ key: String) throws(ModelFileError) -> Int32? {
        try file.optionalInteger(Self.key + key, in: 0...texts.count - 1).map { Int32($0) }
    }

    private func firstOf(_ keys: String...) throws(ModelFileError) -> Int32 {
        for key in keys { if let token = try token(key) { return token } }
        throw failure(keys[0], .missing)
    }

    private func required(_ key: String) throws(ModelFileError) -> Int32 {
        guard let token = try token(key) else { throw failure(key, .missing) }
        return token
    }

    private var entries: [(text: [UInt8], token: Int32)] { TokenModel.entries(texts) }

    /// Control tokens, and those that a user defined, which are found in text.
    private var added: [AddedToken] {
        texts.indices.compactMap { index in
            guard kinds[index] == .userDefined, !texts[index].isEmpty else { return nil }
            return AddedToken(text: texts[index], token: Int32(index))
        }
    }

    private func scores() throws(ModelFileError) -> [Double] {
        guard let scores = try file.numbers(Self.key + "scores") else { throw failure("scores", .missing) }
        guard scores.count == texts.count else {
            throw failure("scores", .wrongShape(expected: [texts.count], found: [scores.count]))
        }
        guard scores.allSatisfy(\.isFinite) else { throw failure("scores", .notFinite) }
        return scores
    }

    /// The tokens at the beginning and at the end, when the file wants them.
    private func template(addsFirst: Bool, addsLast: Bool) throws(ModelFileError) -> TokenTemplate {
        var (first, last): ([TokenTemplate.Part], [TokenTemplate.Part]) = ([], [])
        if try file.bool(Self.key + "add_bos_token", absent: addsFirst) {
            first = [.token(try required("bos_token_id"), segment: 0)]
        }
        if try file.bool(Self.key + "add_eos_token", absent: addsLast) {
            last = [.token(try required("eos_token_id"), segment: 0)]
        }
        return TokenTemplate(
            singleParts: first + [.first(segment: 0)] + last,
            pairParts: first + [.first(segment: 0)] + last + [.second(segment: 1)] + last
        )
    }
}

// MARK: - Models

extension GGUFVocabulary {
    func bytePairs() throws(ModelFileError) -> PipelineTokenizer.Parts {
        let name = try file.string(Self.key + "pre")
        guard let preTokenizer = BytePairSplitting.preTokenizer(name) else {
            throw failure("pre", .unsupported(String(name.prefix(64))))
        }
        let optional = texts.map { Optional($0) }
        let written = TokenTable(entries)
        guard let lines = try file.strings(Self.key + "merges") else { throw failure("merges", .missing) }
        var pairs: [([UInt8], [UInt8])] = []
        for (rank, line) in lines.enumerated() {
            guard let pair = TokenModel.splitPair(line) else {
                throw failure("merges[\(rank)]", .malformed("not two tokens"))
            }
            pairs.append(pair)
        }
        let merges = try TokenModel.pairTable(pairs, written, []) { failure("merges[\($0)]", $1) }
        let model = BytePairModel(
            table: TokenModel.byteTable(optional),
            merges: merges,
            unknown: .init(token: nil, isFused: false, bytes: []),
            alphabet: TokenModel.alphabet(written),
            prefix: [],
            suffix: [],
            keepsWholeWords: BytePairSplitting.keepsWholeWords(name)
        )
        var parts = PipelineTokenizer.Parts(model: .bytePairs(model), texts: optional)
        parts.added = added
        parts.preTokenizer = preTokenizer
        parts.template = try template(addsFirst: false, addsLast: false)
        parts.decoder = .byteLevel
        return parts
    }

    func scoredPairs() throws(ModelFileError) -> PipelineTokenizer.Parts {
        let table = TokenTable(entries)
        let model = ScoredPairModel(
            table: table,
            scores: try scores(),
            bytes: table.byteTokens(),
            unknown: try token("unknown_token_id")
        )
        var parts = PipelineTokenizer.Parts(
            model: .scoredPairs(model),
            texts: texts.map { Optional($0) }
        )
        let addsSpace = try file.bool(Self.key + "add_space_prefix", absent: true)
        let mark = SentencePieceNormalizer.space
        parts.preTokenizer = .metaspace(mark: mark, addsSpace ? .unconditional : .never, splits: false)
        parts.added = added
        parts.template = try template(addsFirst: true, addsLast: false)
        parts.decoder = .sequence([.byteFallback, .metaspace(mark: mark, dropsFirst: addsSpace)])
        return parts
    }

    func unigram() throws(ModelFileError) -> PipelineTokenizer.Parts {
        let scores = try scores()
        let found = entries.filter { entry in
            let kind = kinds[Int(entry.token)]
            return kind == .normal || kind == .userDefined || kind == .unused
        }
        guard
            let model = UnigramModel(
                texts: found,
                scores: scores,
                unknown: try token("unknown_token_id"),
                bytes: []
            )
        else { throw failure("tokens", .outOfRange("too much text")) }
        var parts = PipelineTokenizer.Parts(model: .unigram(model), texts: texts.map { Optional($0) })
        var normalizer = SentencePieceNormalizer(
            addsPrefix: try file.bool(Self.key + "add_space_prefix", absent: true),
            removesExtraSpaces: try file.bool(Self.key + "remove_extra_whitespaces", absent: false)
        )
        if let bytes = try file.byteString(Self.key + "precompiled_charsmap"), !bytes.isEmpty {
            do { normalizer.map = try CharacterMap(bytes) } catch {
                throw failure("precompiled_charsmap", .malformed("\(error)"))
            }
        }
        parts.normalizer = .sentencePiece(normalizer)
        parts.added = added
        parts.template = try template(addsFirst: false, addsLast: true)
        parts.decoder = .metaspace(mark: SentencePieceNormalizer.space, dropsFirst: normalizer.addsPrefix)
        return parts
    }

    /// BERT's vocabulary marks the pieces that begin words, not those that continue them.
    func wordPieces() throws(ModelFileError) -> WordPieceTokenizer {
        let mark = SentencePieceNormalizer.space
        let prefix = Array("##".utf8)
        let written = texts.indices.map { index in
            if kinds[index] != .normal { return texts[index] }
            return texts[index].starts(with: mark)
                ? Array(texts[index].dropFirst(mark.count)) : prefix + texts[index]
        }
        let vocabulary = WordPieceVocabulary(
            TokenModel.entries(written),
            prefix: prefix,
            unknown: try required("unknown_token_id"),
            wordCharactersMax: 100
        )
        let first = try firstOf("cls_token_id", "bos_token_id")
        // Published files spell the key wrong.
        let last = try firstOf("seperator_token_id", "separator_token_id", "eos_token_id")
        let options = ScalarFolding.Options(
            cleansText: true,
            separatesChinese: true,
            stripsAccents: true,
            lowercases: true
        )
        return WordPieceTokenizer(
            vocabulary: vocabulary,
            options: options,
            added: [],
            template: TokenTemplate(
                singleParts: [.token(first, segment: 0), .first(segment: 0), .token(last, segment: 0)],
                pairParts: [
                    .token(first, segment: 0), .first(segment: 0), .token(last, segment: 0),
                    .second(segment: 1), .token(last, segment: 1),
                ]
            ),
            decoder: .wordPiece(prefix: prefix, cleansUp: true),
            texts: written.map { Optional($0) }
        )
    }
}

extension TokenModel {
    static func entries(_ texts: [[UInt8]]) -> [(text: [UInt8], token: Int32)] {
        texts.enumerated().map { ($1, Int32($0)) }
    }
}
