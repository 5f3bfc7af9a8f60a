/// How the linear layers of a model are stored when it is quantised.
package enum QuantizationScheme: String, Hashable, Sendable, Codable, CaseIterable {
    /// 8 bits with a step for every 128 inputs: the fastest.
    case int8
    /// The same with a step for every 32: nearer to the parent.
    case int8Accurate = "int8-accurate"

    /// What a quantised model must reach where nobody says otherwise.
    package var thresholds: QuantizationThresholds {
        switch self {
        case .int8:
            QuantizationThresholds(leastCosine: 0.99, leastScoreAgreement: 0.9, topTenOverlap: 0.95)
        case .int8Accurate:
            QuantizationThresholds(leastCosine: 0.99, leastScoreAgreement: 0.95, topTenOverlap: 0.98)
        }
    }
}
