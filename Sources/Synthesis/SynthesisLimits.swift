/// How much one answer may read, embed and say.
package struct SynthesisLimits: Hashable, Sendable {
    /// The most sentences that any answer holds.
    package static let answerSentencesCeiling = 20

    /// Sentences in the answer, 1 to 20.
    package let answerSentencesMax: Int
    /// Passages that are read, best first.
    package let passagesMax: Int
    /// Sentences that are embedded for one question.
    package let embeddedSentencesMax: Int
    /// Tokens that are embedded for one question; at 6,000 tokens a second 640 take a ninth of a second.
    package let embeddedTokensMax: Int
    /// Bytes of one message that are read.
    package let messageBytesMax: Int

    package init(
        answerSentencesMax: Int = 8,
        passagesMax: Int = 40,
        embeddedSentencesMax: Int = 32,
        embeddedTokensMax: Int = 640,
        messageBytesMax: Int = 65_536
    ) {
        self.answerSentencesMax = min(max(answerSentencesMax, 1), Self.answerSentencesCeiling)
        self.passagesMax = max(passagesMax, 1)
        self.embeddedSentencesMax = max(embeddedSentencesMax, 1)
        self.embeddedTokensMax = max(embeddedTokensMax, 1)
        self.messageBytesMax = max(messageBytesMax, 1)
    }
}
