internal import Inference
internal import Retrieval

/// One text as the model reads it.
struct TextReading: Sendable {
    /// One, or one for each window.
    let inputs: [ModelInput]
    /// Of a text that is read in windows.
    let windows: TokenWindows?
    let isTruncated: Bool

    var tokenCount: Int { inputs.reduce(0) { $0 + $1.tokens.count } }

    /// One vector of those of the inputs.
    func unite(_ vectors: ArraySlice<[Float]>) -> [Float] {
        windows?.unite(Array(vectors), normalises: true) ?? vectors.first ?? []
    }
}

/// Texts to what a model reads, with its prompts and its limit.
struct TextReader: Sendable {
    /// Windows share an eighth of what the model reads, so that no sentence is only ever seen cut.
    private static let overlapShare = 8

    let tokenizer: any Tokenizer
    let prompts: SentencePrompts
    let tokensMax: Int

    init(_ model: ModelDescription) {
        self.init(tokenizer: model.tokenizer, prompts: model.prompts, tokensMax: model.encoder.tokensMax)
    }

    init(tokenizer: any Tokenizer, prompts: SentencePrompts, tokensMax: Int) {
        self.tokenizer = tokenizer
        self.prompts = prompts
        self.tokensMax = tokensMax
    }

    /// All texts of a request, on several tasks when they are many: away from the caller's actor, and beside the
    /// threads that compute.
    @concurrent
    func read(_ texts: [String], _ role: TextRole, _ longText: LongText) async throws -> [TextReading] {
        let prompt = prompt(for: role)
        return try await ReadingInParts.map(texts.count) { index in
            try read(texts[index], at: index, prompt, longText)
        }
    }

    /// Names under which published models keep these prompts, the usual one first.
    func prompt(for role: TextRole) -> String {
        let names =
            switch role {
            case .query: ["query", "search_query", "retrieval.query", "s2p_query", "Retrieval-query"]
            case .document:
                [
                    "document", "passage", "corpus", "search_document", "retrieval.passage",
                    "Retrieval-document",
                ]
            case .plain: [String]()
            }
        let found = names.first { prompts.prompts[$0] != nil } ?? prompts.defaultName
        return found.flatMap { prompts.prompts[$0] } ?? ""
    }

    /// One text after a prompt; `index` is for the error of a text that is too long.
    func read(
        _ text: String,
        at index: Int,
        _ prompt: String,
        _ longText: LongText
    ) throws -> TextReading {
        let room = max(0, tokensMax - tokenizer.template.singleCount)
        let pieces = tokenizer.pieces(of: prompt + text, tokensMax: room + 1)
        if pieces.count <= room || longText == .truncate {
            let input = ModelInput(tokens: tokenizer.encode(pieces: pieces.prefix(room)))
            return TextReading(inputs: [input], windows: nil, isTruncated: pieces.count > room)
        }
        let whole = tokenizer.pieces(of: prompt + text)
        let tokens = whole.count + tokenizer.template.singleCount
        guard longText == .windows, let windows = windows(of: whole, prompt) else {
            throw InferenceError.textTooLong(index: index, tokens: tokens, tokensMax: tokensMax)
        }
        return TextReading(
            inputs: windows.sequences.map { ModelInput(tokens: $0) },
            windows: windows,
            isTruncated: false
        )
    }

    /// Each window begins with the prompt, where the prompt's tokens can be told from the text's.
    private func windows(of tokens: [Int32], _ prompt: String) -> TokenWindows? {
        var frame = tokenizer.template.singleFrame
        var own = tokens[...]
        let promptTokens = prompt.isEmpty ? [] : tokenizer.pieces(of: prompt)
        if tokens.starts(with: promptTokens), promptTokens.count < tokensMax / 2 {
            frame.before += promptTokens
            own = tokens.dropFirst(promptTokens.count)
        }
        guard frame.before.count + frame.after.count < tokensMax else { return nil }
        return TokenWindows(
            Array(own),
            frame: frame,
            tokensMax: tokensMax,
            .windows(overlapTokens: tokensMax / Self.overlapShare)
        )
    }
}
