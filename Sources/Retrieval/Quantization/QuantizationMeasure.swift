/// What was measured of a quantised model beside its parent, by what the model gives; nil where the results could not
/// be compared.
package enum QuantizationMeasure: Hashable, Sendable {
    case vectors(VectorAgreement?)
    case scores(ScoreAgreement?)

    /// By the names under which they are recorded; none where nothing could be compared.
    package var metrics: [String: Double] {
        switch self {
        case .vectors(nil), .scores(nil): [:]
        case .vectors(let found?):
            [
                "least_cosine": found.leastCosine, "mean_cosine": found.meanCosine,
                "top10_overlap": found.topTenOverlap,
            ]
        case .scores(let found?):
            [
                "least_score_agreement": found.leastAgreement, "mean_score_agreement": found.meanAgreement,
                "top10_overlap": found.topTenOverlap,
            ]
        }
    }
}
