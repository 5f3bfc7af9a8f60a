/// The vectors of a request's texts, in the order of the texts.
package struct EmbeddingBatch: Hashable, Sendable {
    /// Unit vectors, all of the embedder's dimension or of the one that was asked for.
    package let vectors: [[Float]]
    /// Tokens that the model read of each text, the special ones included.
    package let tokenCounts: [Int]
    /// Indices of the texts of which the model did not read all.
    package let truncated: [Int]
    package let cost: InferenceCost

    package init(
        vectors: [[Float]],
        tokenCounts: [Int],
        truncated: [Int] = [],
        cost: InferenceCost = .none
    ) {
        self.vectors = vectors
        self.tokenCounts = tokenCounts
        self.truncated = truncated
        self.cost = cost
    }
}
