package import Access
package import Identifiers

/// What is known of a run beside what was logged into it. It belongs to who created it and to their first team.
package struct RunInfo: Hashable, Sendable, Codable {
    package enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case running = "RUNNING"
        case scheduled = "SCHEDULED"
        case finished = "FINISHED"
        case failed = "FAILED"
        case killed = "KILLED"
    }

    package var id: RunID
    package var experimentID: ExperimentID
    /// Of its experiment; the run's own artifacts lie in a folder below.
    package var artifactLocation: String
    package var name: String
    package var status: Status
    /// Who the client said it was; the creator is who it authenticated as.
    package var userClaim: String
    /// Milliseconds since 1970, by the client's clock.
    package var startedAtMs: Int64
    /// Milliseconds since 1970, by the client's clock.
    package var endedAtMs: Int64?
    package var ownerTeamID: GroupID?
    package var createdBy: PrincipalID
    package var createdAt: Instant
    package var deletedAt: Instant?

    package init(
        id: RunID,
        experimentID: ExperimentID,
        artifactLocation: String,
        name: String,
        status: Status,
        userClaim: String,
        startedAtMs: Int64,
        endedAtMs: Int64?,
        ownerTeamID: GroupID?,
        createdBy: PrincipalID,
        createdAt: Instant,
        deletedAt: Instant?
    ) {
        self.id = id
        self.experimentID = experimentID
        self.artifactLocation = artifactLocation
        self.name = name
        self.status = status
        self.userClaim = userClaim
        self.startedAtMs = startedAtMs
        self.endedAtMs = endedAtMs
        self.ownerTeamID = ownerTeamID
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.deletedAt = deletedAt
    }
}

extension RunInfo {
    package var isDeleted: Bool { deletedAt != nil }

    package var artifactURI: String { "\(artifactLocation)/\(id.hex)/artifacts" }

    package var resource: Resource {
        Resource(.run, name: id.hex, ownerID: createdBy, teamID: ownerTeamID)
    }
}

extension RunInfo {
    /// The tag that repeats the run's name.
    package static let nameTag = "mlflow.runName"
    /// The tag in which the client says who it is.
    package static let userTag = "mlflow.user"
    /// The tag that lists models in the way of clients before MLflow 3.
    package static let modelsTag = "mlflow.log-model.history"
}
