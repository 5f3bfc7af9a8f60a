/// A version as a client of MLflow sees it.
package struct RegisteredVersion: Hashable, Sendable, Codable {
    package var version: ModelVersion
    /// Who registered it: the e-mail of a person, the name of a service.
    package var creatorName: String
    /// In order of their keys.
    package var tags: [RegistryTag]
    /// In order of their names; empty in searches.
    package var aliases: [String]

    package init(version: ModelVersion, creatorName: String, tags: [RegistryTag], aliases: [String]) {
        self.version = version
        self.creatorName = creatorName
        self.tags = tags
        self.aliases = aliases
    }
}
