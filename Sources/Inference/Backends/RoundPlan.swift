/// How the work on one model is cut into rounds that its backend computes at full speed. All counts are of tokens
/// where nothing else is said.
package struct RoundPlan: Equatable, Sendable {
    /// Requests that are computed before anybody is served: so many equal texts of so many tokens.
    package struct WarmUp: Equatable, Sendable {
        package let texts: Int
        package let tokens: Int

        package init(texts: Int, tokens: Int) {
            (self.texts, self.tokens) = (texts, tokens)
        }
    }

    /// Of the longest text.
    package let textTokensMax: Int
    /// A round has no more, unless it is a single text. Texts have a token each, so it has no more texts either.
    package let roundTokensMax: Int
    /// Fewer do not pay for a round of their own, however short rounds should be.
    package let roundTokensMin: Int
    /// A request is divided among free slots in rounds of no fewer.
    package let divisionTokensMin: Int
    /// A text that has more is computed by several slots together, in memory that is there once.
    package let soloTokensMax: Int
    /// The slots that such a text takes; 1 where slots do not work together.
    package let sharedSlots: Int
    /// On an idle backend a round of at least so many is shared too.
    package let togetherTokensMin: Int
    /// Together they take every way through the executor.
    package let warmUps: [WarmUp]

    /// A plan for slots that do not work together: what is not said is one round's size.
    package init(
        textTokensMax: Int,
        roundTokensMax: Int,
        roundTokensMin: Int,
        divisionTokensMin: Int? = nil,
        soloTokensMax: Int? = nil,
        sharedSlots: Int = 1,
        togetherTokensMin: Int = .max,
        warmUps: [WarmUp] = []
    ) {
        precondition(
            textTokensMax > 0 && roundTokensMax > 0 && sharedSlots > 0,
            "a round has a token and a slot"
        )
        self.textTokensMax = textTokensMax
        self.roundTokensMax = roundTokensMax
        self.roundTokensMin = min(roundTokensMin, roundTokensMax)
        self.divisionTokensMin = divisionTokensMin ?? roundTokensMax
        self.soloTokensMax = soloTokensMax ?? max(textTokensMax, roundTokensMax)
        self.sharedSlots = sharedSlots
        self.togetherTokensMin = togetherTokensMin
        self.warmUps = warmUps
    }
}
