package import Access
package import Identifiers

/// That a model, or one version of it, went out of use for good.
package struct Retirement: Hashable, Sendable, Codable {
    package var modelID: ModelID
    package var modelName: ResourceName
    /// Nil when the whole model is retired.
    package var versionID: ModelVersionID?
    package var versionNumber: Int?
    package var reason: String
    /// What to use instead, `NAME` or `NAME/VERSION`.
    package var successor: String?
    /// Since when, by those who retired it.
    package var effectiveAt: Instant
    /// When it was said; retention counts from here, so that nobody shortens it by an early date.
    package var recordedAt: Instant
    package var recordedBy: PrincipalID

    package init(
        modelID: ModelID,
        modelName: ResourceName,
        versionID: ModelVersionID?,
        versionNumber: Int?,
        reason: String,
        successor: String?,
        effectiveAt: Instant,
        recordedAt: Instant,
        recordedBy: PrincipalID
    ) {
        self.modelID = modelID
        self.modelName = modelName
        self.versionID = versionID
        self.versionNumber = versionNumber
        self.reason = reason
        self.successor = successor
        self.effectiveAt = effectiveAt
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
    }
}

/// What is given to retire a model or a version.
package struct RetirementDraft: Hashable, Sendable {
    package var reason: String
    package var successor: Successor?
    /// Nil: now. Never in the future.
    package var effectiveAt: Instant?

    package struct Successor: Hashable, Sendable {
        package var model: ResourceName
        package var version: Int?

        package init(model: ResourceName, version: Int?) {
            self.model = model
            self.version = version
        }

        package var text: String { version.map { "\(model)/\($0)" } ?? model.text }
    }

    package init(reason: String, successor: Successor?, effectiveAt: Instant?) {
        self.reason = reason
        self.successor = successor
        self.effectiveAt = effectiveAt
    }
}
