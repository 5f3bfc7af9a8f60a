extension WordPieceTokenizer {
    /// Reads a `tokenizer.json` with a BERT normaliser and pre-tokeniser and a WordPiece model.
    ///
    /// Anything else that would change the ids is refused.
    package init(_ file: ModelFile) throws(ModelFileError) {
        let root = try TokenizerSection(file)
        for (key, kind) in Self.kinds where root.optional(key)?.kind != kind {
            let found = root.optional(key)?.kind ?? "none"
            throw root.failure("\(key).type", .unsupported("\(found); \(kind) is"))
        }
        guard let tokenizer = try WordPieceTokenizer(root) else {
            throw root.failure("added_tokens", .unsupported("tokens that look at their surroundings"))
        }
        self = tokenizer
    }

    private static let kinds = [
        "model": "WordPiece", "normalizer": "BertNormalizer", "pre_tokenizer": "BertPreTokenizer",
    ]

    /// Nil when the file describes something else than BERT's own parts, which the pipeline may know.
    init?(_ root: TokenizerSection) throws(ModelFileError) {
        for (key, kind) in Self.kinds where root.optional(key)?.kind != kind { return nil }
        let model = try root.section("model")
        let texts = try TokenModel.texts(model)
        let added = try TokenizerFile.addedTokens(root, texts)
        let isPlain = added.allSatisfy {
            !$0.isWholeWord && !$0.stripsLeft && !$0.stripsRight && !$0.isNormalized
        }
        guard isPlain else { return nil }
        try root.section("pre_tokenizer").allow()
        let known = TokenizerFile.knownTokens(texts, added)
        self.init(
            vocabulary: try WordPieceVocabulary(model, texts),
            options: try TextNormalizer.foldingOptions(try root.section("normalizer")),
            added: added,
            template: try TokenTemplate.read(root.optional("post_processor"), known),
            decoder: try root.optional("decoder").map(TokenDecoder.read),
            texts: texts
        )
    }
}
