/// Reads a `tokenizer.json`: every part that decides tokens is understood or refused by name.
///
/// The truncation and padding blocks are not read: they belong to a run of the library, not to the model (see
/// `TokenLimit`).
package enum TokenizerFile {
    /// The fastest tokenizer for what the file describes.
    package static func tokenizer(_ file: ModelFile) throws(ModelFileError) -> any Tokenizer {
        let root = try TokenizerSection(file)
        if let wordPieces = try WordPieceTokenizer(root) { return wordPieces }
        return try pipeline(root)
    }

    /// The tokenizer made of parts, whatever the file describes.
    static func pipeline(_ root: TokenizerSection) throws(ModelFileError) -> PipelineTokenizer {
        let model = try root.section("model")
        var isByteLevel = false
        let preTokenizer = try root.optional("pre_tokenizer").map { section throws(ModelFileError) in
            try PreTokenizer.read(section, &isByteLevel)
        }
        let (tokenModel, texts) = try TokenModel.read(model, isByteLevel: isByteLevel)
        var parts = PipelineTokenizer.Parts(model: tokenModel, texts: texts)
        parts.preTokenizer = preTokenizer
        parts.normalizer = try root.optional("normalizer").map(TextNormalizer.read)
        parts.added = try addedTokens(root, texts)
        let known = knownTokens(texts, parts.added)
        parts.template = try TokenTemplate.read(root.optional("post_processor"), known)
        parts.decoder = try root.optional("decoder").map(TokenDecoder.read)
        return PipelineTokenizer(parts)
    }

    static func knownTokens(_ texts: [[UInt8]?], _ added: [AddedToken]) -> (Int) -> Bool {
        let numbers = Set(added.map { Int($0.token) })
        return { numbers.contains($0) || texts.indices.contains($0) && texts[$0] != nil }
    }

    /// Numbers beyond the model's own vocabulary come one after another, so that a small file does not ask for
    /// a huge table.
    static func addedTokens(
        _ root: TokenizerSection,
        _ texts: [[UInt8]?]
    ) throws(ModelFileError) -> [AddedToken] {
        guard root.optional("added_tokens") != nil else { return [] }
        var tokens: [AddedToken] = []
        var seen: Set<[UInt8]> = []
        let sections = try root.elements("added_tokens")
        for section in sections {
            try section.allow(
                "id",
                "content",
                "single_word",
                "lstrip",
                "rstrip",
                "normalized",
                "special"
            )
            let text = try section.bytes("content")
            guard !text.isEmpty else { throw section.failure("content", .outOfRange("empty")) }
            let number = try section.integer("id", in: 0...TokenTable.tokenMax)
            guard number < texts.count + sections.count * 2 + 1024 else {
                throw section.failure("id", .outOfRange("\(number) is far beyond the vocabulary"))
            }
            if texts.indices.contains(number), let own = texts[number], own != text {
                throw section.failure("id", .outOfRange("\(number) is another token of the vocabulary"))
            }
            guard seen.insert(text).inserted else { throw section.failure("content", .duplicate) }
            let isSpecial = try section.bool("special", absent: false)
            tokens.append(
                AddedToken(
                    text: text,
                    token: Int32(number),
                    isSpecial: isSpecial,
                    isWholeWord: try section.bool("single_word", absent: false),
                    stripsLeft: try section.bool("lstrip", absent: false),
                    stripsRight: try section.bool("rstrip", absent: false),
                    isNormalized: try section.bool("normalized", absent: !isSpecial)
                )
            )
        }
        return tokens
    }
}
