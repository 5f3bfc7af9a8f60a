package import Identifiers

/// The model version that made a vector or a score; vectors compare only within one identity.
package struct ModelIdentity: Hashable, Sendable {
    /// The model's name in the catalog.
    package let name: String
    package let version: String
    /// The SHA-256 of the weights file; of several, of their digests in the order of their names.
    package let digest: Digest
    /// Vectors compare, and results are kept, under this: the weights' digest, and where they are computed in another
    /// precision than the file's own, one of both.
    package let resultDigest: Digest

    /// `resultDigest` nil is `digest`.
    package init(name: String, version: String, digest: Digest, resultDigest: Digest? = nil) {
        self.name = name
        self.version = version
        self.digest = digest
        self.resultDigest = resultDigest ?? digest
    }

    /// The name that means this version and no later one.
    package var pinnedName: String { "\(name):\(version)" }
}
