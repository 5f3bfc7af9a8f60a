internal import Inference
internal import Retrieval

/// What a model's files say, checked against each other, before its weights are unpacked.
struct ModelDescription: Sendable {
    let encoder: EncoderSource
    let tokenizer: any Tokenizer
    let shorterDimensions: ShorterDimensions
    let prompts: SentencePrompts

    /// Without a precision asked for it is that of the weights.
    init(_ files: ModelPackage, precision: EncoderPrecision? = nil) throws {
        let configuration = try files.encoderConfiguration()
        tokenizer = try files.readTokenizer()
        guard tokenizer.tokensEnd <= configuration.vocabularyCount else {
            throw LocalModelError.vocabularyMismatch(
                tokens: tokenizer.tokensEnd,
                rows: configuration.vocabularyCount
            )
        }
        // An empty text must leave something to compute.
        guard tokenizer.template.singleCount > 0, tokenizer.template.pairCount > 0 else {
            throw ModelFileError(
                file: files.tokenizer.name,
                field: "post_processor",
                problem: .unsupported("no token around a text or a pair")
            )
        }
        shorterDimensions = ShorterDimensions(files.traits.matryoshka)
        prompts = try files.prompts.map { try SentencePrompts($0) } ?? .none
        encoder = try EncoderSource(
            configuration,
            head: try Self.head(files, hidden: configuration.hidden),
            tensors: try files.tensors(),
            asked: precision,
            tokensMax: try TokenLimit.read(files.limits, positions: configuration.positions)
        )
    }

    /// Vectors are handed out with length 1, whether the model's own list of steps ends with that or not.
    private static func head(_ files: ModelPackage, hidden: Int) throws -> EncoderSource.Head {
        if files.traits.isClassifier { return .labels(settings: files.configuration) }
        return .vectors(try files.readPooling(hidden: hidden), dense: try files.readDense(hidden: hidden))
    }
}

extension ShorterDimensions {
    fileprivate init(_ matryoshka: ModelTraits.Matryoshka) {
        switch matryoshka {
        case .none: self = .none
        case .any: self = .any
        case .listed(let dimensions): self = .listed(dimensions)
        }
    }
}
