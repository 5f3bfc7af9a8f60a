/// How near the scores of a derived model are to its parent's, of the same queries with the same documents.
package struct ScoreAgreement: Hashable, Sendable {
    /// Fewer say nothing of ranks.
    package static let queriesMin = 10
    package static let documentsMin = 40
    package static let ranks = 10

    package let queries: Int
    package let documents: Int
    /// 1 less the greatest difference between a pair's two scores, which are between 0 and 1.
    package let leastAgreement: Double
    package let meanAgreement: Double
    /// Of the ten documents that the parent ranks highest for a query, the part that is among the derived model's
    /// ten; the mean over all queries. Equal scores rank in the documents' order.
    package let topTenOverlap: Double

    package init(
        queries: Int,
        documents: Int,
        leastAgreement: Double,
        meanAgreement: Double,
        topTenOverlap: Double
    ) {
        (self.queries, self.documents) = (queries, documents)
        (self.leastAgreement, self.meanAgreement) = (leastAgreement, meanAgreement)
        self.topTenOverlap = topTenOverlap
    }

    /// Compares scores, a list for each query with one for each document. Nil when they cannot be compared: too few,
    /// not as many on both sides, or not between 0 and 1.
    package init?(parent: [[Float]], derived: [[Float]]) {
        guard let documents = parent.first?.count, documents >= Self.documentsMin,
            parent.count >= Self.queriesMin, derived.count == parent.count
        else { return nil }
        var (greatest, sum, common) = (0.0, 0.0, 0)
        for (old, new) in zip(parent, derived) {
            // NaN is in no range.
            guard old.count == documents, new.count == documents,
                (old + new).allSatisfy({ (0...1).contains($0) })
            else { return nil }
            for (left, right) in zip(old, new) {
                let difference = abs(Double(left) - Double(right))
                greatest = max(greatest, difference)
                sum += difference
            }
            common += Self.highest(old).intersection(Self.highest(new)).count
        }
        let pairs = Double(parent.count * documents)
        self.init(
            queries: parent.count,
            documents: documents,
            leastAgreement: 1 - greatest,
            // Rounding must not make the mean less than the least.
            meanAgreement: 1 - min(sum / pairs, greatest),
            topTenOverlap: Double(common) / Double(parent.count * Self.ranks)
        )
    }

    private static func highest(_ scores: [Float]) -> Set<Int> {
        let ranked = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        return Set(ranked.prefix(ranks))
    }
}
