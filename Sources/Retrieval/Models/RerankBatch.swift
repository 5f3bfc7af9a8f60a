/// How well each document of a request answers its query, in the order of the documents.
package struct RerankBatch: Hashable, Sendable {
    /// Between 0 and 1; they order the documents of one query and mean nothing between queries.
    package let scores: [Float]
    /// Tokens that the model read of each pair, query and special ones included.
    package let tokenCounts: [Int]
    /// Indices of the pairs of which the model did not read all.
    package let truncated: [Int]
    package let cost: InferenceCost

    package init(
        scores: [Float],
        tokenCounts: [Int],
        truncated: [Int] = [],
        cost: InferenceCost = .none
    ) {
        self.scores = scores
        self.tokenCounts = tokenCounts
        self.truncated = truncated
        self.cost = cost
    }
}
