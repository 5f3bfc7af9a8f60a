extension TokenModel {
    /// The model with the text of each token by its number.
    static func read(
        _ section: TokenizerSection,
        isByteLevel: Bool
    ) throws(ModelFileError) -> (TokenModel, [[UInt8]?]) {
        switch kind(section) {
        case "BPE": return try bytePairs(section, isByteLevel: isByteLevel)
        case "Unigram": return try unigram(section, isByteLevel: isByteLevel)
        case "WordPiece": return try wordPieces(section, isByteLevel: isByteLevel)
        case let kind: throw section.failure("type", .unsupported(kind))
        }
    }

    /// Old files do not say: a list of merges is byte-pair encoding.
    private static func kind(_ section: TokenizerSection) -> String {
        if section.root["type"] == nil, section.root["merges"] != nil { return "BPE" }
        return section.kind
    }

    /// The texts by number. Numbers may have holes, but not so many that a small file asks for a huge table.
    static func texts(_ section: TokenizerSection) throws(ModelFileError) -> [[UInt8]?] {
        guard let members = try section.section("vocab").root.members, !members.isEmpty else {
            throw section.failure("vocab", .wrongType(expected: "an object with tokens"))
        }
        var texts = [[UInt8]?](repeating: nil, count: members.count * 2 + 16)
        var end = 0
        for member in members {
            let key = "vocab.\(String(decoding: member.key.prefix(64), as: UTF8.self))"
            guard let number = member.value.integer, texts.indices.contains(number) else {
                throw section.failure(key, .outOfRange("not a token number"))
            }
            guard texts[number] == nil else { throw section.failure(key, .duplicate) }
            texts[number] = member.key
            end = max(end, number + 1)
        }
        return Array(texts.prefix(end))
    }

    static func entries(_ texts: [[UInt8]?]) -> [(text: [UInt8], token: Int32)] {
        texts.enumerated().compactMap { number, text in text.map { ($0, Int32(number)) } }
    }
}

// MARK: - Byte pairs

extension TokenModel {
    private static func bytePairs(
        _ section: TokenizerSection,
        isByteLevel: Bool
    ) throws(ModelFileError) -> (TokenModel, [[UInt8]?]) {
        try section.allow(
            "vocab",
            "merges",
            "dropout",
            "unk_token",
            "continuing_subword_prefix",
            "end_of_word_suffix",
            "fuse_unk",
            "byte_fallback",
            "ignore_merges"
        )
        guard section.root["dropout"]?.double ?? 0 == 0 else {
            throw section.failure("dropout", .unsupported("random tokens"))
        }
        let texts = try texts(section)
        let written = TokenTable(entries(texts))
        let prefix = section.root["continuing_subword_prefix"]?.bytes ?? []
        let suffix = section.root["end_of_word_suffix"]?.bytes ?? []
        let isPlain = prefix.isEmpty && suffix.isEmpty
        guard !isByteLevel || isPlain else {
            throw section.failure("end_of_word_suffix", .unsupported("with ByteLevel"))
        }
        var merges: [([UInt8], [UInt8])] = []
        let elements = try section.section("merges").root.array ?? []
        merges.reserveCapacity(elements.count)
        for (rank, element) in elements.enumerated() {
            guard let pair = pair(element) else {
                throw section.failure("merges[\(rank)]", .malformed("not two tokens"))
            }
            merges.append(pair)
        }
        let model = BytePairModel(
            table: isByteLevel ? byteTable(texts) : written,
            merges: try pairTable(merges, written, prefix) { section.failure("merges[\($0)]", $1) },
            unknown: try unknown(section, written),
            alphabet: isByteLevel ? alphabet(written) : [],
            prefix: prefix,
            suffix: suffix,
            keepsWholeWords: try section.bool("ignore_merges", absent: false)
        )
        return (.bytePairs(model), texts)
    }

    /// Tokens by the bytes that they stand for.
    static func byteTable(_ texts: [[UInt8]?]) -> TokenTable {
        TokenTable(
            entries(texts).compactMap { entry in ByteAlphabet.bytes(of: entry.text).map { ($0, entry.token) }
            }
        )
    }

    static func alphabet(_ written: TokenTable) -> [Int32] {
        ByteAlphabet.scalars.map { scalar in
            var text: [UInt8] = []
            UTF8Scan.append(scalar, to: &text)
            return written.token(text) ?? -1
        }
    }

    /// A merge is an array of two texts, or one text with a space between them.
    private static func pair(_ element: TokenizerDocument) -> ([UInt8], [UInt8])? {
        if let parts = element.array {
            guard parts.count == 2, let left = parts[0].bytes, let right = parts[1].bytes else { return nil }
            return (left, right)
        }
        return element.bytes.flatMap { splitPair($0) }
    }

    static func splitPair(_ text: [UInt8]) -> ([UInt8], [UInt8])? {
        let parts = text.split(separator: 0x20, omittingEmptySubsequences: false)
        return parts.count == 2 ? (Array(parts[0]), Array(parts[1])) : nil
    }

    /// The right side of a merge is written with the prefix, which the result does not have.
    static func pairTable(
        _ pairs: [([UInt8], [UInt8])],
        _ written: TokenTable,
        _ prefix: [UInt8],
        _ failure: (Int, ModelFileError.Problem) -> ModelFileError
    ) throws(ModelFileError) -> PairTable {
        var table = PairTable(count: pairs.count)
        for (rank, pair) in pairs.enumerated() {
            guard let left = written.token(pair.0), let right = written.token(pair.1),
                pair.1.count >= prefix.count,
                let whole = written.token(pair.0 + pair.1.dropFirst(prefix.count))
            else { throw failure(rank, .outOfRange("a token that is not in the vocabulary")) }
            table.insert(left, right, PairTable.Merge(rank: UInt32(rank), token: whole))
        }
        return table
    }

    private static func unknown(
        _ section: TokenizerSection,
        _ written: TokenTable
    ) throws(ModelFileError) -> BytePairModel.Unknown {
        var unknown = BytePairModel.Unknown(token: nil, isFused: false, bytes: [])
        if section.optional("unk_token") != nil {
            unknown.token = written.token(try section.bytes("unk_token"))
            guard unknown.token != nil else {
                throw section.failure("unk_token", .outOfRange("not in the vocabulary"))
            }
        }
        unknown.isFused = try section.bool("fuse_unk", absent: false)
        if try section.bool("byte_fallback", absent: false) { unknown.bytes = written.byteTokens() }
        return unknown
    }
}

// MARK: - The other models

extension TokenModel {
    private static func unigram(
        _ section: TokenizerSection,
        isByteLevel: Bool
    ) throws(ModelFileError) -> (TokenModel, [[UInt8]?]) {
        try section.allow("vocab", "unk_id", "byte_fallback")
        guard !isByteLevel else { throw section.failure("type", .unsupported("Unigram after ByteLevel")) }
        var texts: [[UInt8]?] = []
        var scores: [Double] = []
        for element in try section.elements("vocab") {
            guard let pair = element.root.array, pair.count == 2, let text = pair[0].bytes,
                let score = pair[1].double
            else { throw element.failure("", .malformed("not a text with a score")) }
            texts.append(text)
            scores.append(score)
        }
        guard !texts.isEmpty, texts.count <= TokenTable.tokenMax else {
            throw section.failure("vocab", .outOfRange("\(texts.count) tokens"))
        }
        var unknown: Int32?
        if section.optional("unk_id") != nil {
            unknown = Int32(try section.integer("unk_id", in: 0...texts.count - 1))
        }
        let entries = entries(texts)
        let hasBytes = try section.bool("byte_fallback", absent: false)
        guard
            let model = UnigramModel(
                texts: entries,
                scores: scores,
                unknown: unknown,
                bytes: hasBytes ? TokenTable(entries).byteTokens() : []
            )
        else { throw section.failure("vocab", .outOfRange("too much text")) }
        return (.unigram(model), texts)
    }

    private static func wordPieces(
        _ section: TokenizerSection,
        isByteLevel: Bool
    ) throws(ModelFileError) -> (TokenModel, [[UInt8]?]) {
        guard !isByteLevel else { throw section.failure("type", .unsupported("WordPiece after ByteLevel")) }
        let texts = try texts(section)
        return (.wordPieces(try WordPieceVocabulary(section, texts)), texts)
    }
}

extension WordPieceVocabulary {
    init(_ section: TokenizerSection, _ texts: [[UInt8]?]) throws(ModelFileError) {
        try section.allow("vocab", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word")
        let entries = TokenModel.entries(texts)
        let unknownText = try section.bytes("unk_token")
        guard let unknown = entries.first(where: { $0.text == unknownText })?.token else {
            throw section.failure("unk_token", .outOfRange("not in the vocabulary"))
        }
        self.init(
            entries,
            prefix: try section.bytes("continuing_subword_prefix"),
            unknown: unknown,
            wordCharactersMax: try section.integer("max_input_chars_per_word", in: 1...1_000_000)
        )
    }
}
