package import Access
package import Identifiers

/// A model as training code logged it, before anybody registered it.
package struct LoggedModel: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case pending = "PENDING"
        case ready = "READY"
        case uploadFailed = "UPLOAD_FAILED"
    }

    package var info: LoggedModelInfo
    /// By key.
    package var parameters: [KeyedText]
    /// By key.
    package var tags: [KeyedText]
    package var metrics: [ModelMetricPoint]
    /// Registered versions that were made from it.
    package var registrations: [Registration]

    /// A registered version by name and number.
    package struct Registration: Hashable, Sendable {
        package var name: String
        package var version: Int

        package init(name: String, version: Int) {
            self.name = name
            self.version = version
        }
    }

    package init(
        info: LoggedModelInfo,
        parameters: [KeyedText] = [],
        tags: [KeyedText] = [],
        metrics: [ModelMetricPoint] = [],
        registrations: [Registration] = []
    ) {
        self.info = info
        self.parameters = parameters
        self.tags = tags
        self.metrics = metrics
        self.registrations = registrations
    }
}

/// What is known of a logged model beside what was logged into it.
package struct LoggedModelInfo: Hashable, Sendable, Codable {
    package var id: LoggedModelID
    package var experimentID: ExperimentID
    /// Of its experiment; the model's own artifacts lie in a folder below.
    package var artifactLocation: String
    package var name: String
    package var modelType: String
    package var status: LoggedModel.Status
    package var sourceRunID: RunID?
    package var ownerTeamID: GroupID?
    package var createdBy: PrincipalID
    package var createdAt: Instant
    package var updatedAt: Instant
    package var deletedAt: Instant?

    package init(
        id: LoggedModelID,
        experimentID: ExperimentID,
        artifactLocation: String,
        name: String,
        modelType: String,
        status: LoggedModel.Status,
        sourceRunID: RunID?,
        ownerTeamID: GroupID?,
        createdBy: PrincipalID,
        createdAt: Instant,
        updatedAt: Instant,
        deletedAt: Instant?
    ) {
        self.id = id
        self.experimentID = experimentID
        self.artifactLocation = artifactLocation
        self.name = name
        self.modelType = modelType
        self.status = status
        self.sourceRunID = sourceRunID
        self.ownerTeamID = ownerTeamID
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.deletedAt = deletedAt
    }
}

extension LoggedModelInfo {
    package var artifactURI: String { "\(artifactLocation)/models/\(id.prefixed)/artifacts" }

    /// A logged model is what a run made, and is guarded like one.
    package var resource: Resource {
        Resource(.run, name: id.prefixed, ownerID: createdBy, teamID: ownerTeamID)
    }
}
