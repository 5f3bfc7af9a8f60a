/// A candidate with its final relevance and, when embeddings are at hand, its unit vector.
struct ScoredSentence: Sendable {
    let candidate: SentenceCandidate
    /// 0...1: what the sentence is worth in an answer, compared with others of the same question.
    let relevance: Double
    /// The cosine with the question; nil without embeddings.
    let cosine: Double?
    /// The closeness that it inherits as a reply to a question like the one asked, 0...1.
    let echo: Double
    /// Unit length; nil without embeddings.
    let vector: [Float]?

    /// Ranked by words alone.
    init(_ candidate: SentenceCandidate) {
        self.candidate = candidate
        relevance = candidate.priorScore
        cosine = nil
        echo = 0
        vector = nil
    }

    /// The weights are the best of a coarse grid on the sample workspace's judged questions; around them the
    /// result hardly moves.
    init(_ candidate: SentenceCandidate, cosine: Double, echo: Double, vector: [Float]) {
        self.candidate = candidate
        self.cosine = cosine
        self.echo = echo
        self.vector = vector
        let meaning = EvidenceThresholds.ramp(cosine, 0.1, 0.7)
        let reply = EvidenceThresholds.ramp(echo, 0.3, 0.8)
        let worth =
            0.23 * meaning + 0.32 * candidate.replyCoverage + 0.14 * candidate.passageShare
            + 0.14 * candidate.fit + 0.05 * candidate.cue + 0.12 * reply
        relevance = worth * candidate.quality * (candidate.isQuestion ? Self.askingShare : 1)
    }

    /// A question rarely answers one: below a statement of the same worth, on top of its lower quality.
    private static let askingShare = 0.5

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

    static func dot(_ left: [Float], _ right: [Float]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += Double(left[index]) * Double(right[index]) }
        return sum
    }
}
