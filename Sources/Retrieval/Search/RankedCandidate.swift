/// A candidate of either side with the scores of both.
struct RankedCandidate {
    let candidate: Candidate
    let lexicalScore: Double
    let cosine: Float?
    /// The place in the lexical list, from 0; nil when it is not in it.
    let lexicalRank: Int?
    let denseRank: Int?
}

extension RankingSettings.Fusion {
    /// One score for each candidate, in their order.
    func scores(of candidates: [RankedCandidate], usesTerms: Bool, usesVector: Bool) -> [Double] {
        switch self {
        case .convex(let weight):
            let dense = usesVector ? (usesTerms ? weight : 1) : 0
            return Self.convexScores(candidates, denseWeight: dense)
        case .reciprocalRank(let k):
            return candidates.map { candidate in
                [candidate.lexicalRank, candidate.denseRank].reduce(0) {
                    $0 + ($1.map { 1 / (k + Double($0 + 1)) } ?? 0)
                }
            }
        }
    }

    /// A chunk that has no vector yet counts like the most distant candidate: embedding it can only raise it.
    private static func convexScores(_ candidates: [RankedCandidate], denseWeight: Double) -> [Double] {
        let lexicalMax = candidates.reduce(0) { max($0, $1.lexicalScore) }
        let cosines = candidates.compactMap(\.cosine)
        let cosineMin = cosines.min() ?? -1
        let cosineMax = cosines.max() ?? -1
        return candidates.map { candidate in
            let lexical = lexicalMax > 0 ? candidate.lexicalScore / lexicalMax : 0
            let cosine = Double(candidate.cosine ?? cosineMin)
            let dense = cosineMax > -1 ? (cosine + 1) / (Double(cosineMax) + 1) : 0
            return denseWeight * dense + (1 - denseWeight) * lexical
        }
    }
}
