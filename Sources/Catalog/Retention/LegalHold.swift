package import Access
package import Identifiers

/// Marks ids of legal holds.
package enum LegalHoldEntity {}
package typealias LegalHoldID = Identifier<LegalHoldEntity>

/// An order that nothing of a model, or of one version, may be lost while it stands. Several may stand at once.
package struct LegalHold: Hashable, Sendable, Codable {
    package var id: LegalHoldID
    package var modelID: ModelID
    package var modelName: ResourceName
    /// Nil: every version, those to come as well.
    package var versionNumber: Int?
    package var reason: String
    package var placedAt: Instant
    package var placedBy: PrincipalID
    package var releasedAt: Instant?
    package var releasedBy: PrincipalID?
    package var releaseReason: String?

    package init(
        id: LegalHoldID,
        modelID: ModelID,
        modelName: ResourceName,
        versionNumber: Int?,
        reason: String,
        placedAt: Instant,
        placedBy: PrincipalID,
        releasedAt: Instant?,
        releasedBy: PrincipalID?,
        releaseReason: String?
    ) {
        self.id = id
        self.modelID = modelID
        self.modelName = modelName
        self.versionNumber = versionNumber
        self.reason = reason
        self.placedAt = placedAt
        self.placedBy = placedBy
        self.releasedAt = releasedAt
        self.releasedBy = releasedBy
        self.releaseReason = releaseReason
    }
}
