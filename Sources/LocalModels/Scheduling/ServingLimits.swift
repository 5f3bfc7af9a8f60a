/// How much work the models of one backend take and how long it may keep others waiting.
package struct ServingLimits: Equatable, Sendable {
    /// Tokens that may wait, all requests of all models together. Bulk requests may fill three quarters.
    package var tokensQueuedMax = 1 << 20
    /// Requests that may wait.
    package var requestsQueuedMax = 4096
    /// How long a round may last while somebody waits or came lately, so that nobody waits longer for a slot. A
    /// single text is never divided, however long it takes.
    package var roundSeconds = 0.05
    /// For so long after an interactive request bulk rounds are kept short.
    package var interactiveMemorySeconds = 5.0
    /// Interactive rounds in a row after which waiting bulk work gets one.
    package var interactiveRoundsMax = 8
    /// A request that would wait longer than this for its turn is refused at once.
    package var interactiveWaitSecondsMax = 10.0
    package var bulkWaitSecondsMax = 120.0

    package init() {}
}
