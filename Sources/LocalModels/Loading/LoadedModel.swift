internal import Inference
internal import Retrieval

/// A model on its backend, with what its texts are read by.
struct LoadedModel: Sendable {
    /// What a model gives.
    enum Kind: String {
        case embedding
        case rerank
    }

    let kind: Kind
    let executor: any RoundExecutor
    let plan: EncoderPlan
    let tokenizer: any Tokenizer
    /// Tokens that can be computed.
    let vocabularyCount: Int
    let tokensMax: Int
    let shorterDimensions: ShorterDimensions
    let prompts: SentencePrompts

    init(_ model: ModelDescription, _ plan: EncoderPlan, _ executor: any RoundExecutor) throws {
        kind = model.encoder.judgesPairs ? .rerank : .embedding
        if kind == .rerank, executor.numbersPerResult != 1 {
            throw LocalModelError.labels(count: executor.numbersPerResult)
        }
        self.plan = plan
        self.executor = executor
        tokenizer = model.tokenizer
        vocabularyCount = model.encoder.configuration.vocabularyCount
        tokensMax = model.encoder.tokensMax
        shorterDimensions = model.shorterDimensions
        prompts = model.prompts
    }
}
