package import Access
package import Catalog

/// A quantised form that is too far from its parent. It was not kept; that it was tried is on record.
package struct QuantizationRefused: Error, Sendable {
    package let evaluation: VersionEvaluation
    package let effectID: EffectID
    /// An earlier request with the same idempotency key was refused.
    package let isReplay: Bool

    init(_ recorded: Recorded<QuantizationOutcome>) {
        evaluation = recorded.value.evaluation
        effectID = recorded.effectID
        isReplay = recorded.isReplay
    }
}

extension QuantizationRefused: CustomStringConvertible {
    package var description: String {
        let draft = evaluation.draft
        let found = draft.thresholds.keys.sorted().map { name in
            let figure = draft.metrics[name].map { "\($0)" } ?? "not measurable"
            return "\(name) is \(figure), at least \(draft.thresholds[name].map { "\($0)" } ?? "") is needed"
        }
        return """
            The quantised form of version \(evaluation.subject.version) of model "\(evaluation.subject.model)" is too \
            far from it: \(found.joined(separator: "; ")). No version was made; audit entry \(effectID) records it. \
            Use another scheme, or texts like those that the model is for.
            """
    }
}
