internal import Inference
internal import Retrieval

/// The parts of a model, checked against each other.
struct LoadedModel: Sendable {
    let tokenizer: any Tokenizer
    let encoder: TextEncoder
    /// Of a model that judges pairs.
    let crossEncoder: CrossEncoder?
    let tokensMax: Int
    let shorterDimensions: ShorterDimensions
    let prompts: SentencePrompts

    init(_ files: ModelPackage, _ shape: ModelShape) throws {
        tokenizer = try TokenizerFile.tokenizer(files.tokenizer)
        guard tokenizer.tokensEnd <= shape.configuration.vocabularyCount else {
            throw LocalModelError.vocabularyMismatch(
                tokens: tokenizer.tokensEnd,
                rows: shape.configuration.vocabularyCount
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
        tokensMax = shape.tokensMax
        shorterDimensions = ShorterDimensions(files.traits.matryoshka)
        prompts = try files.prompts.map { try SentencePrompts($0) } ?? .none
        guard files.traits.isClassifier else {
            crossEncoder = nil
            encoder = try Self.encoder(files, shape)
            return
        }
        let judge = try CrossEncoder(
            shape.configuration,
            settings: files.configuration,
            weights: shape.tensors,
            precision: shape.precision
        )
        guard judge.labels == 1 else { throw LocalModelError.labels(count: judge.labels) }
        crossEncoder = judge
        encoder = judge.encoder
    }

    /// Vectors are handed out with length 1, whether the model's own list of steps ends with that or not.
    private static func encoder(_ files: ModelPackage, _ shape: ModelShape) throws -> TextEncoder {
        let hidden = shape.configuration.hidden
        // Without the file mean, as sentence-transformers does.
        let pooling = try files.pooling.map { try SentencePooling($0, hidden: hidden) } ?? .mean
        return try TextEncoder(
            shape.configuration,
            weights: shape.tensors,
            pooling: pooling,
            precision: shape.precision
        )
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
