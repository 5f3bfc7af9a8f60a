/// Reads a query and a document together and says how well they fit: slower than comparing vectors, and better.
package protocol TextReranker: Sendable {
    var identity: ModelIdentity { get }
    /// Tokens the model reads of query and document together, the special ones included.
    var tokensMax: Int { get }
    /// One score a document, in order.
    ///
    /// `longText` is `.truncate` or `.refuse`. Throws as `TextEmbedder.embed` does.
    func rerank(
        _ query: String,
        _ documents: [String],
        longText: LongText,
        priority: InferencePriority
    ) async throws -> RerankBatch
}
