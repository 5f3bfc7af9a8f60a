/// Turns texts into unit vectors of one fixed dimension.
package protocol TextEmbedder: Sendable {
    /// The catalog name, version and weights digest that every answer names.
    var identity: EmbeddingIdentity { get }
    var dimension: Int { get }
    /// Tokens the model reads of one text; what is longer is cut there.
    var tokensMax: Int { get }
    /// Tokens of `text` without the two special ones; never cut.
    func tokenCount(_ text: String) -> Int
    /// One vector a text, in order. Interactive requests go before bulk ones.
    func embed(_ texts: [String], priority: EmbeddingPriority) async throws -> EmbeddingBatch
}
