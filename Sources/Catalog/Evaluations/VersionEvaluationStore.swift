package import Access

/// What was found of versions, and the versions that are made only when something is found of them.
package protocol VersionEvaluationStore: Sendable {
    /// Newest first.
    func evaluations(
        ofVersion number: Int,
        of model: ModelReference,
        page: PageRequest
    ) async throws -> Page<VersionEvaluation>

    /// What an earlier request with the grant's idempotency key led to; nil for the first one.
    func earlierQuantization(under grant: borrowing Grant) async throws -> Recorded<QuantizationOutcome>?

    /// Makes the quantised version of a sealed one, or writes down that it was refused: all of it with one entry.
    ///
    /// A made version has the parent's files with other weights, what restricts the parent's files, and its
    /// feature contract.
    func recordQuantization(
        _ draft: QuantizationDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<QuantizationOutcome>
}

/// A quantised form of a version, measured.
package struct QuantizationDraft: Hashable, Sendable {
    /// As it was when its files were read; it must be so still.
    package var parent: ModelVersion
    package var description: String
    package var weightsPath: FilePath
    /// The weights in the content store; nil: the evaluation did not pass and nothing is made.
    package var weights: StoredContent?
    package var evaluation: VersionEvaluationDraft

    package init(
        parent: ModelVersion,
        description: String,
        weightsPath: FilePath,
        weights: StoredContent?,
        evaluation: VersionEvaluationDraft
    ) {
        self.parent = parent
        self.description = description
        self.weightsPath = weightsPath
        self.weights = weights
        self.evaluation = evaluation
    }
}

/// What a request to quantise led to.
package struct QuantizationOutcome: Hashable, Sendable, Codable {
    /// Nil when the evaluation refused it.
    package var version: ModelVersion?
    package var evaluation: VersionEvaluation

    package init(version: ModelVersion?, evaluation: VersionEvaluation) {
        self.version = version
        self.evaluation = evaluation
    }
}
