/// What is said in reply to a question: quotations in an order that can be followed, or an honest refusal.
package struct Answer: Hashable, Sendable {
    package enum Status: String, Sendable, Codable, CaseIterable {
        /// The evidence is above both thresholds.
        case answered
        /// There is evidence, too thin to be trusted without a person: it is shown, and marked.
        case needsReview = "needs_review"
        /// Nothing visible answers the question; there are no sentences and no citations.
        case insufficientEvidence = "insufficient_evidence"
    }

    package let sentences: [AnswerSentence]
    /// Numbered 1, 2, 3 … in the order in which the sentences refer to them.
    package let citations: [Citation]
    /// 0...1: how far the best visible evidence covers the question's words and comes close to its meaning.
    /// Not a probability; it orders answers, and the thresholds that turn it into a status are in
    /// `EvidenceThresholds`.
    package let confidence: Double
    package let status: Status

    package init(sentences: [AnswerSentence], citations: [Citation], confidence: Double, status: Status) {
        self.sentences = sentences
        self.citations = citations
        self.confidence = confidence
        self.status = status
    }
}

/// One quotation.
package struct AnswerSentence: Hashable, Sendable {
    /// Who said it, when and where: `Ada Ruiz, 2 March 2026, in #platform`. Written by us, not quoted.
    package let lead: String
    /// The words of the source without control and zero-width characters. Plain text: links in it are not to
    /// be made clickable; the only link an answer offers is a citation's `url`.
    package let text: String
    /// Numbers of the citations that hold the text.
    package let citations: [Int]
    /// 0...1, as `Answer.confidence`, for this sentence alone.
    package let confidence: Double

    package init(lead: String, text: String, citations: [Int], confidence: Double) {
        self.lead = lead
        self.text = text
        self.citations = citations
        self.confidence = confidence
    }
}
