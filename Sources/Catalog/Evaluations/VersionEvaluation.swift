package import Access
package import Identifiers

/// Marks ids of evaluations of versions.
package enum VersionEvaluationEntity {}
package typealias VersionEvaluationID = Identifier<VersionEvaluationEntity>

/// That somebody measured a version by what it should reach. Evaluations are added and never changed.
package struct VersionEvaluation: Hashable, Sendable, Codable {
    /// What was asked of the version.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Whether the vectors of a quantised version are near enough to those of the version it was made from.
        case quantizationAccuracy = "quantization_accuracy"
        /// The same of a quantised form that was not kept; it says nothing against the version itself.
        case quantizationAttempt = "quantization_attempt"
    }

    /// A version by the names that it can be found under.
    package struct Subject: Hashable, Sendable, Codable {
        package var model: ResourceName
        package var version: Int

        package init(model: ResourceName, version: Int) {
            self.model = model
            self.version = version
        }
    }

    package var id: VersionEvaluationID
    package var subject: Subject
    package var draft: VersionEvaluationDraft
    /// The version that it was measured beside; nil when it was measured by itself.
    package var against: Subject?
    package var evaluatedAt: Instant
    package var evaluatedBy: PrincipalID
    /// The audit entry.
    package var effectID: EffectID

    package init(
        id: VersionEvaluationID,
        subject: Subject,
        draft: VersionEvaluationDraft,
        against: Subject?,
        evaluatedAt: Instant,
        evaluatedBy: PrincipalID,
        effectID: EffectID
    ) {
        self.id = id
        self.subject = subject
        self.draft = draft
        self.against = against
        self.evaluatedAt = evaluatedAt
        self.evaluatedBy = evaluatedBy
        self.effectID = effectID
    }
}

/// What came of an evaluation.
package struct VersionEvaluationDraft: Hashable, Sendable, Codable {
    package var kind: VersionEvaluation.Kind
    /// Of the data that it was measured with; nil when there was none.
    package var data: EvaluationData?
    /// Finite numbers by name; empty when nothing could be measured.
    package var metrics: [String: Double]
    /// What the metrics of the same names had to reach at least.
    package var thresholds: [String: Double]
    /// More of it in words, such as the scheme of a quantisation.
    package var details: [String: String]
    package var passed: Bool

    package init(
        kind: VersionEvaluation.Kind,
        data: EvaluationData?,
        metrics: [String: Double],
        thresholds: [String: Double],
        details: [String: String],
        passed: Bool
    ) {
        self.kind = kind
        self.data = data
        self.metrics = metrics
        self.thresholds = thresholds
        self.details = details
        self.passed = passed
    }
}

/// With which items something was evaluated.
package struct EvaluationData: Hashable, Sendable, Codable {
    /// SHA-256 over the SHA-256 of each item, in their order.
    package var digest: Digest
    package var count: Int

    package init(digest: Digest, count: Int) {
        self.digest = digest
        self.count = count
    }
}
