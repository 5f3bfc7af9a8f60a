/// Where evidence becomes an answer.
///
/// Set in two steps. Without embeddings, on a public chat archive of 118,000 messages: of 31 questions on its
/// subjects 30 reach 0.43 and 28 reach 0.5; 25 questions on other subjects and rows of random words stay at
/// or below 0.40. Then checked with the vectors of all-MiniLM-L6-v2, on the sample workspace (46 questions
/// that it answers, 33 that it does not answer, or not to the one who asks) and on 15,500 messages of the
/// archive (22 and 20): of the 68 62 reach 0.5 and 4 more 0.42, of the 53 none exceeds 0.38. That is little
/// material, written by few people; another model has its cosines elsewhere and needs its own measurement.
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
    /// The cosine of question and passage that counts as nothing.
    package var passageCosineFloor: Double
    /// The cosine of question and passage that counts as full.
    package var passageCosineCeiling: Double

    package init(
        answered: Double = 0.5,
        needsReview: Double = 0.42,
        coverageFloor: Double = 0.3,
        coverageCeiling: Double = 0.9,
        cosineFloor: Double = 0.2,
        cosineCeiling: Double = 0.65,
        passageCosineFloor: Double = 0.2,
        passageCosineCeiling: Double = 0.55
    ) {
        self.answered = answered
        self.needsReview = needsReview
        self.coverageFloor = coverageFloor
        self.coverageCeiling = coverageCeiling
        self.cosineFloor = cosineFloor
        self.cosineCeiling = cosineCeiling
        self.passageCosineFloor = passageCosineFloor
        self.passageCosineCeiling = passageCosineCeiling
    }

    /// 0...1 from the share of the question's words that a sentence and its passage cover, and from its
    /// cosine.
    ///
    /// With both at hand they count half each, so that words without meaning, or meaning without a single
    /// shared word, ask for a review rather than pass. A fifth comes from the passage as a whole: one
    /// sentence that resembles the question, in a talk about something else, is not enough.
    func confidence(of evidence: Evidence) -> Double {
        let covered = (evidence.coverage + evidence.passageCoverage) / 2
        let words = Self.ramp(covered, coverageFloor, coverageCeiling)
        guard let cosine = evidence.cosine else { return words }
        let meaning = Self.ramp(max(cosine, Self.echoShare * evidence.echo), cosineFloor, cosineCeiling)
        let spoken = evidence.hasTerms ? (words + meaning) / 2 : meaning
        guard let passage = evidence.passageCosine else { return spoken }
        return 0.8 * spoken + 0.2 * Self.ramp(passage, passageCosineFloor, passageCosineCeiling)
    }

    func status(ofConfidence confidence: Double) -> Answer.Status {
        guard confidence >= needsReview else { return .insufficientEvidence }
        return confidence >= answered ? .answered : .needsReview
    }

    /// How much a reply to the very same question counts against saying the thing itself.
    private static let echoShare = 0.9

    static func ramp(_ value: Double, _ floor: Double, _ ceiling: Double) -> Double {
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
    /// The closeness inherited from a like question that the sentence replies to, 0...1.
    let echo: Double
    /// The cosine of question and passage; nil without embeddings.
    let passageCosine: Double?
    /// Whether the question has any term.
    let hasTerms: Bool
}

extension ScoredSentence {
    func evidence(hasTerms: Bool) -> Evidence {
        Evidence(
            coverage: candidate.replyCoverage,
            passageCoverage: candidate.passageCoverage,
            cosine: cosine,
            echo: echo,
            passageCosine: candidate.passageCosine,
            hasTerms: hasTerms
        )
    }
}
