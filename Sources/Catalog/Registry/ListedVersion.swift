package import Identifiers

/// As much of a version as MLflow's clients are shown beside its model's name.
package struct ListedVersion: Hashable, Sendable {
    package var number: Int
    package var lifecycle: Lifecycle
    package var description: String
    package var createdAt: Instant
    package var updatedAt: Instant
    /// Who registered it: the e-mail of a person, the name of a service.
    package var creatorName: String
    package var source: String?
    package var runID: String?
    package var runLink: String?
    package var loggedModelID: String?
    /// In order of their keys.
    package var tags: [RegistryTag]
    /// In order of their names; empty in searches and beside a model.
    package var aliases: [String]

    package init(
        number: Int,
        lifecycle: Lifecycle,
        description: String,
        createdAt: Instant,
        updatedAt: Instant,
        creatorName: String,
        source: String?,
        runID: String?,
        runLink: String?,
        loggedModelID: String?,
        tags: [RegistryTag],
        aliases: [String] = []
    ) {
        self.number = number
        self.lifecycle = lifecycle
        self.description = description
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.creatorName = creatorName
        self.source = source
        self.runID = runID
        self.runLink = runLink
        self.loggedModelID = loggedModelID
        self.tags = tags
        self.aliases = aliases
    }
}

extension RegisteredVersion {
    /// What clients are shown of it.
    package var listed: ListedVersion {
        ListedVersion(
            number: version.number,
            lifecycle: version.lifecycle,
            description: version.description,
            createdAt: version.createdAt,
            updatedAt: version.updatedAt,
            creatorName: creatorName,
            source: version.origin?.source,
            runID: version.origin?.runID,
            runLink: version.origin?.runLink,
            loggedModelID: version.origin?.loggedModelID,
            tags: tags,
            aliases: aliases
        )
    }
}
