/// Where evidence becomes an answer.
///
/// Set without embeddings on a public chat archive of 118,000 messages: of 31 questions on its subjects 30
/// reach 0.43 and 28 reach 0.5; 25 questions on other subjects and rows of random words stay at or below
/// 0.40. The bounds of the cosine are those usual for small sentence encoders, where unrelated sentences lie
/// near 0.1 and answers above 0.5; measure them anew for the model in use.
package struct EvidenceThresholds: Hashable, Sendable {
    /// At or above this the answer is given as it is.
    package var answered: Double
    /// At or above this, and below `answered`, it is given for review; below it nothing is said.
    package var needsReview: Double
    /// The covered share of the question's weight that counts as nothing.
    package var coverageFloor: Double
    /// The covered share that counts as full.
    package var coverageCeiling: Double
    /// The cosine of question and sentence that counts as nothing.
    package var cosineFloor: Double
    /// The cosine that counts as full.
    package var cosineCeiling: Double

    package init(
        answered: Double = 0.5,
        needsReview: Double = 0.42,
        coverageFloor: Double = 0.3,
        coverageCeiling: Double = 0.9,
        cosineFloor: Double = 0.2,
        cosineCeiling: Double = 0.65
    ) {
        self.answered = answered
        self.needsReview = needsReview
        self.coverageFloor = coverageFloor
        self.coverageCeiling = coverageCeiling
        self.cosineFloor = cosineFloor
        self.cosineCeiling = cosineCeiling
    }

    /// 0...1 from the share of the question's words that a sentence and its passage cover, and from its
    /// cosine.
    ///
    /// With both at hand they count half each, so that words without meaning, or meaning without a single
    /// shared word, ask for a review rather than pass.
    func confidence(of evidence: Evidence) -> Double {
        let words = ramp((evidence.coverage + evidence.passageCoverage) / 2, coverageFloor, coverageCeiling)
        guard let cosine = evidence.cosine else { return words }
        let meaning = ramp(cosine, cosineFloor, cosineCeiling)
        return evidence.hasTerms ? (words + meaning) / 2 : meaning
    }

    func status(ofConfidence confidence: Double) -> Answer.Status {
        guard confidence >= needsReview else { return .insufficientEvidence }
        return confidence >= answered ? .answered : .needsReview
    }

    private func ramp(_ value: Double, _ floor: Double, _ ceiling: Double) -> Double {
        guard value.isFinite, ceiling > floor else { return 0 }
        return min(max((value - floor) / (ceiling - floor), 0), 1)
    }
}

/// What speaks for a sentence.
struct Evidence {
    /// The share of the question's weight in the sentence, 0...1.
    let coverage: Double
    /// The same in its passage: words scattered over a corpus are no evidence, words in one place are.
    let passageCoverage: Double
    /// The cosine of question and sentence; nil without embeddings.
    let cosine: Double?
    /// Whether the question has any term.
    let hasTerms: Bool
}
