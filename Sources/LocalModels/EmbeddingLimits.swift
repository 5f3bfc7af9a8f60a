/// How much work a local embedder takes and how it divides it.
package struct EmbeddingLimits: Equatable, Sendable {
    /// Tokens that may wait, all requests together. Bulk requests may fill three quarters.
    package var tokensQueuedMax: Int
    /// Requests that may wait.
    package var requestsQueuedMax: Int
    /// Tokens computed before the next choice between interactive and bulk work, for each thread.
    ///
    /// It bounds what an interactive request waits for: 768 tokens take about a tenth of a second.
    package var roundTokensMaxPerThread: Int
    /// Interactive rounds in a row after which waiting bulk work gets one.
    package var interactiveRoundsMax: Int

    package init(
        tokensQueuedMax: Int = 1 << 20,
        requestsQueuedMax: Int = 4096,
        roundTokensMaxPerThread: Int = 768,
        interactiveRoundsMax: Int = 8
    ) {
        self.tokensQueuedMax = tokensQueuedMax
        self.requestsQueuedMax = requestsQueuedMax
        self.roundTokensMaxPerThread = roundTokensMaxPerThread
        self.interactiveRoundsMax = interactiveRoundsMax
    }
}
