/// A candidate with its final relevance and, when embeddings are at hand, its unit vector.
struct ScoredSentence: Sendable {
    let candidate: SentenceCandidate
    /// 0...1.
    let relevance: Double
    /// The cosine with the question; nil without embeddings.
    let cosine: Double?
    /// Unit length; nil without embeddings.
    let vector: [Float]?

    init(candidate: SentenceCandidate, question: [Float]?, vector: [Float]?) {
        self.candidate = candidate
        if let question, let vector {
            let cosine = Self.dot(question, vector)
            self.cosine = cosine
            self.vector = vector
            let meaning = min(max((cosine - 0.1) / 0.6, 0), 1)
            relevance =
                candidate.quality
                * (0.45 * meaning + 0.3 * candidate.replyCoverage + 0.15 * candidate.passageShare + 0.1
                    * candidate.cue)
        } else {
            cosine = nil
            self.vector = nil
            relevance = candidate.priorScore
        }
    }

    /// How much of this sentence another one already says, 0...1: shared terms (Jaccard) or closeness of
    /// meaning.
    func redundancy(with other: ScoredSentence) -> Double {
        let words = jaccard(other)
        guard let vector, let theirs = other.vector else { return words }
        return max(words, min(max((Self.dot(vector, theirs) - 0.5) / 0.5, 0), 1))
    }

    /// Whether showing both would be saying one thing twice.
    func isNearDuplicate(of other: ScoredSentence) -> Bool {
        redundancy(with: other) >= 0.8
    }

    private func jaccard(_ other: ScoredSentence) -> Double {
        let mine = candidate.terms
        let theirs = other.candidate.terms
        var shared = 0
        var (left, right) = (0, 0)
        while left < mine.count, right < theirs.count {
            if mine[left] == theirs[right] {
                shared += 1
                left += 1
                right += 1
            } else if mine[left] < theirs[right] {
                left += 1
            } else {
                right += 1
            }
        }
        let union = mine.count + theirs.count - shared
        return union > 0 ? Double(shared) / Double(union) : 0
    }

    private static func dot(_ left: [Float], _ right: [Float]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += Double(left[index]) * Double(right[index]) }
        return sum
    }
}
