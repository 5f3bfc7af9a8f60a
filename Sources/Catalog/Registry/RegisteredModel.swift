/// A model as a client of MLflow sees it.
package struct RegisteredModel: Hashable, Sendable, Codable {
    /// An alias and the number of the version it stands for.
    package struct Alias: Hashable, Sendable, Codable {
        package var name: String
        package var version: Int

        package init(name: String, version: Int) {
            self.name = name
            self.version = version
        }
    }

    package var model: Model
    /// Who registered it: the e-mail of a person, the name of a service.
    package var creatorName: String
    /// In order of their keys.
    package var tags: [RegistryTag]
    /// In order of their names.
    package var aliases: [Alias]
    /// The newest version of each of MLflow's stages, in order of the stages; deleted versions do not count.
    package var latestVersions: [RegisteredVersion]

    package init(
        model: Model,
        creatorName: String,
        tags: [RegistryTag],
        aliases: [Alias],
        latestVersions: [RegisteredVersion]
    ) {
        self.model = model
        self.creatorName = creatorName
        self.tags = tags
        self.aliases = aliases
        self.latestVersions = latestVersions
    }

    package var isPrompt: Bool { tags.contains(where: \.marksPrompt) }
}
