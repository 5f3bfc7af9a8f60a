package import Access
package import Identifiers

/// A version that went out of use, and what may become of its files.
package struct RetentionItem: Hashable, Sendable {
    /// How it went out of use.
    package enum Ending: String, Hashable, Sendable, Codable {
        /// By a retirement of the version or of its model.
        case retired
        /// By a deletion in MLflow's way.
        case deleted
    }

    package var versionID: ModelVersionID
    package var modelName: ResourceName
    package var versionNumber: Int
    package var ownerTeamID: GroupID
    package var riskClass: RiskClass
    package var ending: Ending
    package var endedAt: Instant
    package var isHeld: Bool
    package var purgedAt: Instant?
    package var fileCount: Int
    package var sizeBytes: Int64

    package init(
        versionID: ModelVersionID,
        modelName: ResourceName,
        versionNumber: Int,
        ownerTeamID: GroupID,
        riskClass: RiskClass,
        ending: Ending,
        endedAt: Instant,
        isHeld: Bool,
        purgedAt: Instant?,
        fileCount: Int,
        sizeBytes: Int64
    ) {
        self.versionID = versionID
        self.modelName = modelName
        self.versionNumber = versionNumber
        self.ownerTeamID = ownerTeamID
        self.riskClass = riskClass
        self.ending = ending
        self.endedAt = endedAt
        self.isHeld = isHeld
        self.purgedAt = purgedAt
        self.fileCount = fileCount
        self.sizeBytes = sizeBytes
    }

    /// What may be done with the files at a time.
    package enum Standing: Hashable, Sendable {
        case purged(at: Instant)
        case held
        /// Nil: for ever.
        case kept(until: Instant?)
        case purgeable(since: Instant)

        /// One word for programs.
        package var word: String {
            switch self {
            case .purged: "purged"
            case .held: "held"
            case .kept: "kept"
            case .purgeable: "purgeable"
            }
        }
    }

    /// What the rules say of the contents at that time; a hold goes before every date.
    package func standing(at now: Instant, under rules: RetentionRules) -> Standing {
        if let purgedAt { return .purged(at: purgedAt) }
        if isHeld { return .held }
        guard let limit = rules.keptUntil(endingAt: endedAt, risk: riskClass) else {
            return .kept(until: nil)
        }
        return now >= limit ? .purgeable(since: limit) : .kept(until: limit)
    }
}
