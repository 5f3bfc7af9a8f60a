internal import Identifiers
internal import Inference
internal import Signing

/// What a model reads at once: a text, a window of one, or a pair.
struct ModelInput: Hashable, Sendable {
    let tokens: [Int32]
    /// Where the second text of a pair begins, for models that tell the two apart.
    var secondPart: Int?

    /// Under this digest its result is kept: of the model with its precision, and of all that it reads.
    func digest(model: Digest) -> Digest {
        var hasher = SHA256Hasher()
        hasher.update(model)
        unsafe withUnsafeBytes(of: Int64(secondPart ?? -1)) { bytes in unsafe hasher.update(bytes) }
        unsafe tokens.withUnsafeBytes { bytes in unsafe hasher.update(bytes) }
        return hasher.finalize()
    }
}

extension RaggedBatch {
    init(_ inputs: some Sequence<ModelInput>) {
        self.init()
        for input in inputs { append(input.tokens, secondPart: input.secondPart) }
    }
}
