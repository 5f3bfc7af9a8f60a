package import Inference

/// Where the files of one model come from.
package protocol ModelFileSource: Sendable {
    /// The whole file at a path below the model's top, with that path as its name; nil when there is none.
    ///
    /// Throws `ModelFileError` for a file that cannot be read or has more than `bytesMax` bytes.
    func file(_ path: String, bytesMax: Int) async throws -> ModelFile?

    /// The names of the files at the model's top that end so, in alphabetical order, at most `limit`.
    func names(endingWith suffix: String, limit: Int) async throws -> [String]
}
