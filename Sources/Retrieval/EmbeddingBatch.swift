/// The vectors of a request's texts, in the order of the texts.
package struct EmbeddingBatch: Hashable, Sendable {
    /// Unit vectors, all of the embedder's dimension.
    package let vectors: [[Float]]
    /// Tokens that the model read of each text, the two special ones included.
    package let tokenCounts: [Int]

    package init(vectors: [[Float]], tokenCounts: [Int]) {
        self.vectors = vectors
        self.tokenCounts = tokenCounts
    }
}
