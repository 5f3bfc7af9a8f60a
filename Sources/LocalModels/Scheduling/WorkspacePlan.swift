/// How the working memory of one model is divided: one part for each thread, and one that several threads share.
struct WorkspacePlan: Equatable, Sendable {
    /// Longer texts are computed by several threads together: their memory is there once, not for each thread.
    private static let soloTokensMost = 512
    /// More threads than this on one text wait for each other longer than they compute.
    private static let sharedLanesMax = 4

    /// Tokens that one thread computes at once; a text that has more is shared.
    let soloTokensMax: Int
    /// Tokens of the longest text that one thread computes.
    let soloLongest: Int
    let sharedTokensMax: Int
    let sharedLanes: Int
    /// Texts of a round.
    let textsMax: Int

    /// For a model that reads `tokensMax` tokens of a text.
    init(tokensMax: Int, threads: Int, _ limits: ServingLimits) {
        soloTokensMax = max(limits.roundTokensMax, min(tokensMax, Self.soloTokensMost))
        soloLongest = min(tokensMax, soloTokensMax)
        sharedTokensMax = max(limits.roundTokensMax, tokensMax)
        sharedLanes = min(threads, Self.sharedLanesMax)
        textsMax = limits.roundTokensMax
    }
}
