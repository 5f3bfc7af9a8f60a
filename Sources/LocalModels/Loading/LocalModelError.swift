package import Identifiers

/// Why a local model was not loaded.
package enum LocalModelError: Error, Equatable, Sendable {
    case notAdmitted(reason: String)
    /// The catalog admitted other weights than those that were read.
    case digestMismatch(admitted: Digest, found: Digest)
    /// The tokenizer makes token numbers for which the model has no row.
    case vocabularyMismatch(tokens: Int, rows: Int)
    /// A classifier that does not give one score for a pair.
    case labels(count: Int)
    /// No backend of this machine computes such a model.
    case noBackend(model: String, backends: [String])
    /// It does not fit beside the models that are loaded already.
    case overMemoryBudget(neededMiB: Int, freeMiB: Int)
    /// Vectors of this length were not trained for; who asks must look at `shorterDimensions` before.
    case dimensions(asked: Int, of: Int)
}

extension LocalModelError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAdmitted(let reason):
            """
            The model is not admitted: \(reason). Approve these weights, or point to approved ones.
            """
        case .digestMismatch(let admitted, let found):
            """
            The catalog admits weights \(admitted), the directory holds \(found). Restore the approved file.
            """
        case .vocabularyMismatch(let tokens, let rows):
            """
            tokenizer.json has tokens up to \(tokens - 1), the model has \(rows) rows. Take both from one \
            release.
            """
        case .labels(let count):
            """
            The classifier has \(count) labels, a model that ranks has one. Serve another model.
            """
        case .noBackend(let model, let backends):
            """
            No backend computes \(model); there is \(backends.isEmpty ? "none" : backends.joined(separator: ", ")). \
            Serve another model or precision, or add the backend.
            """
        case .overMemoryBudget(let needed, let free):
            """
            The model needs \(needed) MiB, \(free) MiB of the budget are free. Raise model-memory-mib, take a \
            quantised version, or serve fewer models.
            """
        case .dimensions(let asked, let whole):
            "The model has vectors of \(whole) numbers and was not trained for \(asked)."
        }
    }
}
