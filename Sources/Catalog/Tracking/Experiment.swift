package import Access
package import Identifiers

/// Runs that belong together. It belongs to who created it and to their first team; the experiment `Default` to nobody.
package struct Experiment: Hashable, Sendable, Codable {
    package var id: ExperimentID
    package var name: String
    /// Where its runs keep their artifacts: `mlflow-artifacts:/<id>`, unless the client brought a place of its own.
    package var artifactLocation: String
    package var ownerTeamID: GroupID?
    package var createdBy: PrincipalID?
    package var createdAt: Instant
    package var updatedAt: Instant
    package var deletedAt: Instant?
    /// By key.
    package var tags: [KeyedText]

    package init(
        id: ExperimentID,
        name: String,
        artifactLocation: String,
        ownerTeamID: GroupID?,
        createdBy: PrincipalID?,
        createdAt: Instant,
        updatedAt: Instant,
        deletedAt: Instant?,
        tags: [KeyedText]
    ) {
        self.id = id
        self.name = name
        self.artifactLocation = artifactLocation
        self.ownerTeamID = ownerTeamID
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.deletedAt = deletedAt
        self.tags = tags
    }

    package var isDeleted: Bool { deletedAt != nil }

    package static func defaultLocation(_ id: ExperimentID) -> String { "mlflow-artifacts:/\(id)" }
}

extension Experiment {
    package var resource: Resource {
        Resource(.experiment, name: name, ownerID: createdBy, teamID: ownerTeamID)
    }
}
