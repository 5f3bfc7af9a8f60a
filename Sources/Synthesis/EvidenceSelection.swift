import Retrieval

/// Picks the sentences that together answer: each next one is the one that adds most.
///
/// The gain of a sentence is its relevance, plus the weight of question terms that nothing chosen covers yet,
/// minus what the chosen ones already say. Relevance and coverage form a monotone submodular function, for
/// which the greedy choice is near the best (Lin and Bilmes, ACL 2011); the subtraction is that of maximal
/// marginal relevance (Carbonell and Goldstein, SIGIR 1998).
struct EvidenceSelection {
    /// What covering the whole question for the first time is worth.
    static let coverageGain = 0.3
    /// What saying the same thing again costs.
    static let redundancyCost = 0.5
    /// Sentences this far below the best are not evidence, however new.
    static let relevanceShareMin = 0.6
    /// The same by words alone, which tell sentences apart less well.
    static let relevanceShareMinByWords = 0.5
    /// Sentences that are this much less certain than the most certain one fill space and help nobody.
    static let confidenceShareMin = 0.5

    let question: SynthesisQuestion
    let sentencesMax: Int
    let thresholds: EvidenceThresholds

    /// At most `sentencesMax` sentences, most useful first, no two of which say the same.
    func selected(from scored: [ScoredSentence]) -> [ScoredSentence] {
        var open = worthwhile(scored)
        var chosen: [ScoredSentence] = []
        var covered: Set<TermHash> = []
        while chosen.count < sentencesMax, let next = best(of: open, chosen: chosen, covered: covered) {
            let pick = open.remove(at: next)
            covered.formUnion(pick.candidate.terms)
            open.removeAll { $0.isNearDuplicate(of: pick) }
            chosen.append(pick)
        }
        return chosen
    }

    /// The sentences above both floors, which are shares of the best.
    private func worthwhile(_ scored: [ScoredSentence]) -> [ScoredSentence] {
        let hasTerms = !question.terms.isEmpty
        let relevant = scored.filter { $0.relevance > 0 }
        let confidences = relevant.map { thresholds.confidence(of: $0.evidence(hasTerms: hasTerms)) }
        let isEmbedded = relevant.contains { $0.cosine != nil }
        let share = isEmbedded ? Self.relevanceShareMin : Self.relevanceShareMinByWords
        let best = relevant.reduce(0) { max($0, $1.relevance) } * share
        let certain = confidences.reduce(0, max) * Self.confidenceShareMin
        return zip(relevant, confidences).filter { $0.0.relevance >= best && $0.1 >= certain }.map(\.0)
    }

    /// The index of the sentence that gains most; nil when none gains anything.
    private func best(of open: [ScoredSentence], chosen: [ScoredSentence], covered: Set<TermHash>) -> Int? {
        var best: (index: Int, gain: Double)?
        for (index, sentence) in open.enumerated() {
            let gain = gain(of: sentence, chosen: chosen, covered: covered)
            guard gain > 0 else { continue }
            if let current = best {
                guard gain >= current.gain else { continue }
                let isEarlier = sentence.candidate.isEarlier(than: open[current.index].candidate)
                if gain == current.gain, !isEarlier { continue }
            }
            best = (index, gain)
        }
        return best?.index
    }

    private func gain(of sentence: ScoredSentence, chosen: [ScoredSentence], covered: Set<TermHash>) -> Double
    {
        let repeated = chosen.reduce(0) { max($0, sentence.redundancy(with: $1)) }
        return sentence.relevance + Self.coverageGain * newShare(sentence, covered) - Self.redundancyCost
            * repeated
    }

    /// The share of the question's weight that this sentence would cover for the first time.
    private func newShare(_ sentence: ScoredSentence, _ covered: Set<TermHash>) -> Double {
        var total = 0.0
        var new = 0.0
        for term in question.terms {
            total += term.weight
            let isNew = !covered.contains(term.term) && sentence.candidate.terms.binarySearch(term.term)
            if isNew { new += term.weight }
        }
        return total > 0 ? new / total : 0
    }
}

extension [TermHash] {
    /// Whether an ascending array holds the term.
    fileprivate func binarySearch(_ term: TermHash) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < term { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == term
    }
}
