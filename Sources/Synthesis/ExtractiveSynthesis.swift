package import Retrieval

/// Answers by quoting: picks sentences from passages the reader may see and says where each one stands.
///
/// Nothing in a passage is ever followed, only quoted. The answer is a function of the question and the
/// passages; what the reader may not see is not among them and cannot change it.
package struct ExtractiveSynthesis: Sendable {
    private let limits: SynthesisLimits
    private let thresholds: EvidenceThresholds
    private let embedder: (any TextEmbedder)?
    private let cache: (any SentenceVectorCache)?

    /// Without an embedder, sentences are chosen by words alone. A cache must hold vectors of this embedder
    /// only.
    package init(
        limits: SynthesisLimits = SynthesisLimits(),
        thresholds: EvidenceThresholds = EvidenceThresholds(),
        embedder: (any TextEmbedder)? = nil,
        cache: (any SentenceVectorCache)? = nil
    ) {
        self.limits = limits
        self.thresholds = thresholds
        self.embedder = embedder
        self.cache = cache
    }

    /// An answer whose every sentence has been checked against its citation, or a refusal; `passages` come
    /// best first.
    ///
    /// Throws what the embedder throws, and `SynthesisError`.
    package func answer(_ question: SynthesisQuestion, from passages: [RankedPassage]) async throws -> Answer
    {
        let read = Array(passages.prefix(limits.passagesMax))
        let candidates = CandidateGathering(question: question, limits: limits).candidates(in: read)
        let scoring = EvidenceScoring(limits: limits, embedder: embedder, cache: cache)
        let scored = try await scoring.scored(candidates, for: question)
        let selection = EvidenceSelection(
            question: question,
            sentencesMax: limits.answerSentencesMax,
            thresholds: thresholds
        )
        let composition = AnswerComposition(thresholds: thresholds, hasTerms: !question.terms.isEmpty)
        let answer = composition.answer(from: selection.selected(from: scored))
        do {
            try CitationCheck.verify(answer, against: read.map(\.passage))
        } catch {
            throw SynthesisError.citationCheckFailed(error)
        }
        return answer
    }
}
