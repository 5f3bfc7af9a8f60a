import Catalog
import Identifiers
package import Retrieval
import Signing

/// What a client asks of a quantised version.
package struct QuantizationRequest: Sendable {
    package var scheme: QuantizationScheme
    /// What its results are compared with the parent's by; texts that occur twice count once.
    package var texts: [String]
    /// Nil means the scheme's.
    package var leastCosine: Double?
    package var leastScoreAgreement: Double?
    package var topTenOverlap: Double?
    package var description: String

    package init(
        scheme: QuantizationScheme,
        texts: [String],
        leastCosine: Double?,
        leastScoreAgreement: Double? = nil,
        topTenOverlap: Double?,
        description: String
    ) {
        self.scheme = scheme
        self.texts = texts
        self.leastCosine = leastCosine
        self.leastScoreAgreement = leastScoreAgreement
        self.topTenOverlap = topTenOverlap
        self.description = description
    }
}

/// The same, held against the limits.
struct CheckedQuantization {
    let scheme: QuantizationScheme
    /// Each once.
    let texts: [String]
    let data: EvaluationData
    let thresholds: QuantizationThresholds
    /// Those that the client named.
    private let named: Set<String>
    let description: String

    init(_ asked: QuantizationRequest) throws(InvalidInput) {
        var check = InputCheck()
        description = check.text("description", asked.description, 0...20_000)
        texts = check.texts(asked.texts)
        scheme = asked.scheme
        let usual = asked.scheme.thresholds
        thresholds = QuantizationThresholds(
            leastCosine: check.threshold("thresholds.least_cosine", asked.leastCosine) ?? usual.leastCosine,
            leastScoreAgreement: check.threshold(
                "thresholds.least_score_agreement",
                asked.leastScoreAgreement
            ) ?? usual.leastScoreAgreement,
            topTenOverlap: check.threshold("thresholds.top10_overlap", asked.topTenOverlap)
                ?? usual.topTenOverlap
        )
        try check.finish()
        let own = ["least_cosine": asked.leastCosine, "least_score_agreement": asked.leastScoreAgreement]
        named = Set(own.filter { $0.value != nil }.keys)
        let digests = texts.flatMap { Digest.sha256(of: Array($0.utf8)).bytes }
        data = EvaluationData(digest: Digest.sha256(of: digests), count: texts.count)
    }

    /// A threshold that such a model is not held to was named for nothing, which who asks must know.
    func requireThresholds(of measure: QuantizationMeasure) throws(InvalidInput) {
        let required = thresholds.required(of: measure)
        guard let other = named.sorted().first(where: { required[$0] == nil }) else { return }
        throw InvalidInput(
            "thresholds.\(other)",
            "is not for this model, which is held to \(required.keys.sorted().joined(separator: " and "))"
        )
    }
}

extension InputCheck {
    /// The different texts in their order.
    fileprivate mutating func texts(_ asked: [String]) -> [String] {
        var seen: Set<String> = []
        var texts: [String] = []
        var bytes = 0
        for (index, text) in asked.enumerated() {
            if text.allSatisfy(\.isWhitespace) {
                fault("texts[\(index)]", "must not be empty")
                return []
            }
            if text.utf8.count > QuantizationLimits.textBytesMax {
                fault("texts[\(index)]", "must have at most \(QuantizationLimits.textBytesMax) bytes")
                return []
            }
            bytes += text.utf8.count
            if seen.insert(text).inserted { texts.append(text) }
        }
        if bytes > QuantizationLimits.textsBytesMax {
            fault(
                "texts",
                "must have at most \(QuantizationLimits.textsBytesMax) bytes together, have \(bytes)"
            )
        }
        let range = VectorAgreement.countMin...QuantizationLimits.textsMax
        if !range.contains(texts.count) {
            fault(
                "texts",
                "must be \(range.lowerBound) to \(range.upperBound) different texts, are \(texts.count)"
            )
        }
        return texts
    }

    fileprivate mutating func threshold(_ field: String, _ value: Double?) -> Double? {
        guard let value else { return nil }
        // NaN is in no range.
        if !(0...1).contains(value) { fault(field, "must be a number from 0 to 1") }
        return value
    }
}
