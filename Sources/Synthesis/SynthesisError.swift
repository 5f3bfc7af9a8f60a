/// Why there is no answer where there should be one.
package enum SynthesisError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The embedder gave another number of vectors, or vectors of another length, than was asked for.
    case embeddingMismatch(expected: Int, found: Int)
    /// The finished answer failed its own check; it is withheld.
    case citationCheckFailed(CitationFault)

    package var description: String {
        switch self {
        case .embeddingMismatch(let expected, let found):
            "sentence embeddings do not fit: \(expected) expected, \(found) given; check the embedding model"
        case .citationCheckFailed(let fault):
            "the answer was withheld: \(fault); ask again, and report it if it stays"
        }
    }
}
