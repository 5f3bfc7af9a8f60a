package import Identifiers

/// The files that a model would run from.
package struct ModelFileDigests: Equatable, Sendable {
    /// The SHA-256 of every file that is used, by path below the model's top.
    package let files: [String: Digest]
    /// The SHA-256 of the weights file; of several, of their digests in the order of their names.
    package let weights: Digest

    package init(files: [String: Digest], weights: Digest) {
        self.files = files
        self.weights = weights
    }
}
