/// How rounds are cut for processors; the figures were measured on two cores.
package struct ProcessorRounds: Equatable, Sendable {
    /// Longer texts are computed by several threads together: their memory is there once, not for each thread.
    private static let soloTokensMost = 512
    /// More threads than this on one text wait for each other longer than they compute.
    private static let sharedLanesMax = 4
    /// Below this many tokens one thread is used though all are free. Measured with 16 tokens on two cores: 3 ms
    /// alone; together 2 ms at best, and 6 ms on a busy machine, where threads wait at barriers for one without a
    /// core.
    private static let togetherTokensMin = 48
    /// A request is divided among the threads in rounds of no fewer tokens than this.
    private static let divisionTokensMin = 64

    /// Tokens that one thread computes before it chooses again: enough for the matrix kernel's full speed.
    package let tokensMax: Int
    /// Fewer tokens than this do not pay for a round of their own.
    package let tokensMin: Int

    package init(tokensMax: Int = 256, tokensMin: Int = 32) {
        self.tokensMax = tokensMax
        self.tokensMin = tokensMin
    }

    /// For a model that reads `textTokensMax` tokens of a text.
    package func plan(textTokensMax: Int, threads: Int) -> RoundPlan {
        RoundPlan(
            textTokensMax: textTokensMax,
            roundTokensMax: tokensMax,
            roundTokensMin: tokensMin,
            divisionTokensMin: Self.divisionTokensMin,
            soloTokensMax: max(tokensMax, min(textTokensMax, Self.soloTokensMost)),
            sharedSlots: min(threads, Self.sharedLanesMax),
            togetherTokensMin: Self.togetherTokensMin,
            // One thread, several together, all of them beside each other.
            warmUps: [(1, 8), (1, 64), (4 * threads, 64)].map { texts, tokens in
                RoundPlan.WarmUp(texts: texts, tokens: min(tokens, textTokensMax))
            }
        )
    }
}
