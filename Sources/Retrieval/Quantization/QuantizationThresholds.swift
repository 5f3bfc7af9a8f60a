/// What a quantised model must reach beside its parent to be kept.
package struct QuantizationThresholds: Hashable, Sendable {
    /// Of a model that embeds texts.
    package var leastCosine: Double
    /// Of a model that judges pairs.
    package var leastScoreAgreement: Double
    package var topTenOverlap: Double

    package init(leastCosine: Double, leastScoreAgreement: Double, topTenOverlap: Double) {
        self.leastCosine = leastCosine
        self.leastScoreAgreement = leastScoreAgreement
        self.topTenOverlap = topTenOverlap
    }

    /// Whether the results agree well enough. Nothing measured, too few texts and numbers that are none deny.
    package func admit(_ measure: QuantizationMeasure) -> Bool {
        // A comparison with NaN is false.
        switch measure {
        case .vectors(nil), .scores(nil): false
        case .vectors(let found?):
            found.count >= VectorAgreement.countMin && found.leastCosine >= leastCosine
                && found.topTenOverlap >= topTenOverlap && found.meanCosine >= found.leastCosine
        case .scores(let found?):
            found.queries >= ScoreAgreement.queriesMin && found.documents >= ScoreAgreement.documentsMin
                && found.leastAgreement >= leastScoreAgreement && found.topTenOverlap >= topTenOverlap
                && found.meanAgreement >= found.leastAgreement
        }
    }

    /// Those that such a model is held to, by the names of the metrics.
    package func required(of measure: QuantizationMeasure) -> [String: Double] {
        switch measure {
        case .vectors: ["least_cosine": leastCosine, "top10_overlap": topTenOverlap]
        case .scores: ["least_score_agreement": leastScoreAgreement, "top10_overlap": topTenOverlap]
        }
    }
}
