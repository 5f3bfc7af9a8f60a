package import Identifiers

/// As much of a model as MLflow's clients are shown: a page of a hundred is read and written for every request.
package struct ListedModel: Hashable, Sendable {
    package var name: ResourceName
    package var description: String
    package var createdAt: Instant
    package var updatedAt: Instant
    /// Who registered it: the e-mail of a person, the name of a service.
    package var creatorName: String
    /// In order of their keys.
    package var tags: [RegistryTag]
    /// In order of their names.
    package var aliases: [RegisteredModel.Alias]
    /// The newest version of each of MLflow's stages, in order of the stages; deleted versions do not count.
    package var latestVersions: [ListedVersion]

    package init(
        name: ResourceName,
        description: String,
        createdAt: Instant,
        updatedAt: Instant,
        creatorName: String,
        tags: [RegistryTag] = [],
        aliases: [RegisteredModel.Alias] = [],
        latestVersions: [ListedVersion] = []
    ) {
        self.name = name
        self.description = description
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.creatorName = creatorName
        self.tags = tags
        self.aliases = aliases
        self.latestVersions = latestVersions
    }

    /// - Parameter creatorName: The e-mail of a person, the name of a service.
    package init(_ model: Model, creatorName: String, tags: [RegistryTag] = []) {
        self.init(
            name: model.name,
            description: model.description,
            createdAt: model.createdAt,
            updatedAt: model.updatedAt,
            creatorName: creatorName,
            tags: tags
        )
    }
}

extension RegisteredModel {
    /// What clients are shown of it.
    package var listed: ListedModel {
        var listed = ListedModel(model, creatorName: creatorName, tags: tags)
        listed.aliases = aliases
        listed.latestVersions = latestVersions.map(\.listed)
        return listed
    }
}
