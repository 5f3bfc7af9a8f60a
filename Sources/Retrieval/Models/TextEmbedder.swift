/// Turns texts into unit vectors of one fixed dimension.
package protocol TextEmbedder: Sendable {
    /// The catalog name, version and weights digest that every answer names.
    var identity: ModelIdentity { get }
    var dimension: Int { get }
    var shorterDimensions: ShorterDimensions { get }
    /// Tokens the model reads of one text, the special ones included.
    var tokensMax: Int { get }
    /// Tokens of `text` without the special ones; never cut.
    func tokenCount(_ text: String) -> Int
    /// One vector a text, in order; equal texts are computed once.
    ///
    /// Throws `InferenceError` for what is refused, or `CancellationError` when the caller's task is cancelled, whose
    /// place is then free again; `UnfinishedInference` around either once the model was asked.
    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch
}

extension TextEmbedder {
    package var shorterDimensions: ShorterDimensions { .none }

    /// Whole vectors; what is longer than the model reads is cut.
    package func embed(_ texts: [String], priority: InferencePriority) async throws -> EmbeddingBatch {
        try await embed(texts, EmbeddingOptions(priority: priority))
    }
}
