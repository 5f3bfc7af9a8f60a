/// The constants of the ranking.
package struct RankingSettings: Hashable, Sendable {
    /// How the lexical and the dense list become one.
    package enum Fusion: Hashable, Sendable {
        /// `weight * dense + (1 - weight) * lexical`, both brought to 0...1 by the theoretical minimum and
        /// the best candidate (Bruch, Gai, Ingber, arXiv 2210.11934, "TMM").
        case convex(denseWeight: Double)
        /// The sum of `1 / (k + rank)` over both lists (Cormack, Clarke, Büttcher, SIGIR 2009).
        case reciprocalRank(k: Double)
    }

    /// How quickly repeats of a term stop adding to BM25.
    package var k1: Double
    /// How much BM25 discounts long chunks, 0...1.
    package var b: Double
    package var fusion: Fusion
    /// The candidates that each side brings before fusion.
    package var candidatesMax: Int

    /// The defaults are the usual 1.2 and 0.75, the better of two common pairs on abstracts, and the measured
    /// best weight with all-MiniLM-L6-v2.
    ///
    /// nDCG@10 of words alone, vectors alone, reciprocal ranks, and both at 0.8 is 0.523, 0.509, 0.558, 0.571
    /// on Cranfield (225 questions) and 0.400, 0.421, 0.445, 0.457 on CISI (76). From 0.7 to 0.9 it moves by
    /// less than 0.013. A floor of 0, or of the least candidate, has the same best value, at 0.6.
    package init(
        k1: Double = 1.2,
        b: Double = 0.75,
        fusion: Fusion = .convex(denseWeight: 0.8),
        candidatesMax: Int = 200
    ) {
        self.k1 = k1
        self.b = b
        self.fusion = fusion
        self.candidatesMax = max(candidatesMax, 1)
    }

    /// Reciprocal rank fusion with the constant of its paper, for corpora without judgments.
    package static let withoutJudgments = RankingSettings(fusion: .reciprocalRank(k: 60))
}
