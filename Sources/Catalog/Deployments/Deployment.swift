package import Access
package import Identifiers

/// Marks ids of deployments.
package enum DeploymentEntity {}
package typealias DeploymentID = Identifier<DeploymentEntity>

/// A model version that runs, or ran, in one place of one environment.
package struct Deployment: Hashable, Sendable, Codable {
    package enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case active
        case ended
    }

    package var id: DeploymentID
    package var modelName: ResourceName
    /// Who owns the model today.
    package var ownerTeamID: GroupID
    package var ownerTeamName: String
    package var version: Int
    /// The version's manifest digest when it was deployed; nil for one whose files lie elsewhere or are not sealed.
    package var versionDigest: Digest?
    /// Where the version's lifecycle stood when it was deployed.
    package var versionLifecycle: Lifecycle
    package var environment: ResourceName
    package var environmentClass: EnvironmentClass
    package var target: DeploymentTarget
    package var description: String
    /// Since when it runs, as the client said.
    package var deployedAt: Instant
    package var deployedBy: PrincipalID
    package var recordedAt: Instant
    package var status: Status
    package var ending: DeploymentEnding?
    /// What was ended because this one took its place.
    package var replaced: [DeploymentID]

    package init(
        id: DeploymentID,
        modelName: ResourceName,
        ownerTeamID: GroupID,
        ownerTeamName: String,
        version: Int,
        versionDigest: Digest?,
        versionLifecycle: Lifecycle,
        environment: ResourceName,
        environmentClass: EnvironmentClass,
        target: DeploymentTarget,
        description: String,
        deployedAt: Instant,
        deployedBy: PrincipalID,
        recordedAt: Instant,
        status: Status,
        ending: DeploymentEnding?,
        replaced: [DeploymentID]
    ) {
        self.id = id
        self.modelName = modelName
        self.ownerTeamID = ownerTeamID
        self.ownerTeamName = ownerTeamName
        self.version = version
        self.versionDigest = versionDigest
        self.versionLifecycle = versionLifecycle
        self.environment = environment
        self.environmentClass = environmentClass
        self.target = target
        self.description = description
        self.deployedAt = deployedAt
        self.deployedBy = deployedBy
        self.recordedAt = recordedAt
        self.status = status
        self.ending = ending
        self.replaced = replaced
    }
}

/// Where a version answers: at an address, in a cluster, or both.
package struct DeploymentTarget: Hashable, Sendable, Codable {
    package var endpoint: SourceURI?
    package var cluster: String?
    /// Only with a cluster.
    package var namespace: String?

    package init(endpoint: SourceURI?, cluster: String?, namespace: String?) {
        self.endpoint = endpoint
        self.cluster = cluster
        self.namespace = namespace
    }
}

/// How a deployment came to its end.
package struct DeploymentEnding: Hashable, Sendable, Codable {
    package var endedAt: Instant
    package var endedBy: PrincipalID
    package var reason: String
    /// The deployment that took the place; nil when nothing did.
    package var replacedBy: DeploymentID?

    package init(endedAt: Instant, endedBy: PrincipalID, reason: String, replacedBy: DeploymentID?) {
        self.endedAt = endedAt
        self.endedBy = endedBy
        self.reason = reason
        self.replacedBy = replacedBy
    }
}

/// What is given to record a deployment.
package struct DeploymentDraft: Hashable, Sendable {
    package var model: ResourceName
    package var version: Int
    package var environment: ResourceName
    /// What a name that was never used is to be; nil counts as production. A known name keeps its class.
    package var environmentClass: EnvironmentClass?
    package var target: DeploymentTarget
    package var description: String
    package var deployedAt: Instant
    /// Whether other versions of the model go on at the same target, as a canary does; else they end.
    package var isAlongside: Bool

    package init(
        model: ResourceName,
        version: Int,
        environment: ResourceName,
        environmentClass: EnvironmentClass?,
        target: DeploymentTarget,
        description: String,
        deployedAt: Instant,
        isAlongside: Bool
    ) {
        self.model = model
        self.version = version
        self.environment = environment
        self.environmentClass = environmentClass
        self.target = target
        self.description = description
        self.deployedAt = deployedAt
        self.isAlongside = isAlongside
    }
}
