package import Identifiers

/// Why a local model was not loaded.
package enum LocalModelError: Error, Equatable, Sendable {
    case notAdmitted(reason: String)
    /// The catalog admitted other weights than those that were read.
    case digestMismatch(admitted: Digest, found: Digest)
    /// The tokenizer makes token numbers for which the model has no row.
    case vocabularyMismatch(tokens: Int, rows: Int)
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
        }
    }
}
