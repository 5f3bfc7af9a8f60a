package import Identifiers

/// The model version that made a vector; vectors compare only within one identity.
package struct EmbeddingIdentity: Hashable, Sendable {
    /// The model's name in the catalog.
    package let name: String
    package let version: String
    /// The SHA-256 of the weights file.
    package let digest: Digest

    package init(name: String, version: String, digest: Digest) {
        self.name = name
        self.version = version
        self.digest = digest
    }
}
