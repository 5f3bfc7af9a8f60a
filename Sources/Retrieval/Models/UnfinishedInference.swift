/// A request that ended before its answer, with what it took of the model until then.
package struct UnfinishedInference: Error {
    /// Texts, or pairs of query and document, that were read for it.
    package let texts: Int
    package let tokensRead: Int
    package let cost: InferenceCost
    /// `CancellationError` when nobody waits any more, else an `InferenceError`.
    package let reason: any Error

    package init(texts: Int, tokensRead: Int, cost: InferenceCost, reason: any Error) {
        self.texts = texts
        self.tokensRead = tokensRead
        self.cost = cost
        self.reason = reason
    }
}
