package import Identifiers

/// The model version that made a vector or a score; vectors compare only within one identity.
package struct ModelIdentity: Hashable, Sendable {
    /// Another way to compute a version than the one that its weights are stored for, whose results differ.
    package struct Variant: Hashable, Sendable {
        /// As settings and clients write it behind the version: `int8`.
        package let name: String
        package let resultDigest: Digest

        package init(name: String, resultDigest: Digest) {
            self.name = name
            self.resultDigest = resultDigest
        }
    }

    /// The model's name in the catalog.
    package let name: String
    package let version: String
    /// The SHA-256 of the weights file; of several, of their digests in the order of their names.
    package let digest: Digest
    package let variant: Variant?
    /// As it is computed, `fp32` or `int8`; nil of what is not computed here.
    package let precision: String?

    package init(
        name: String,
        version: String,
        digest: Digest,
        variant: Variant? = nil,
        precision: String? = nil
    ) {
        self.name = name
        self.version = version
        self.digest = digest
        self.variant = variant
        self.precision = precision
    }

    /// Vectors compare, and results are kept, under this: the weights' digest, or one of it and the variant.
    package var resultDigest: Digest { variant?.resultDigest ?? digest }

    /// The name that means this version and no later one, with its variant: `name:3`, `name:3@int8`.
    package var pinnedName: String { "\(name):\(version)" + (variant.map { "@\($0.name)" } ?? "") }
}
