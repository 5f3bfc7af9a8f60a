/// What a quantised model must reach beside its parent to be kept.
package struct QuantizationThresholds: Hashable, Sendable {
    package var leastCosine: Double
    package var topTenOverlap: Double

    package init(leastCosine: Double, topTenOverlap: Double) {
        self.leastCosine = leastCosine
        self.topTenOverlap = topTenOverlap
    }

    /// Whether the vectors agree well enough. Nothing measured, too few texts and numbers that are none deny.
    package func admit(_ agreement: VectorAgreement?) -> Bool {
        guard let agreement, agreement.count >= VectorAgreement.countMin else { return false }
        // A comparison with NaN is false.
        return agreement.leastCosine >= leastCosine && agreement.topTenOverlap >= topTenOverlap
            && agreement.meanCosine >= agreement.leastCosine
    }
}
