package import Identifiers

/// What an action was done to, as it was called at that moment.
package struct AuditResource: Hashable, Sendable {
    /// Such as `model`, `model_version`, `token`.
    package let type: String
    package let id: String
    package let name: String?
    package let version: String?
    /// The digest of the content, such as a model version's manifest.
    package let digest: Digest?

    package init(type: String, id: String, name: String? = nil, version: String? = nil, digest: Digest? = nil)
    {
        self.type = type
        self.id = id
        self.name = name
        self.version = version
        self.digest = digest
    }
}
