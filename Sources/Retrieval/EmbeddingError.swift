/// Why an embedder did not take a request.
package enum EmbeddingError: Error, Hashable, Sendable {
    /// Too much work is queued; the request may come again after this time.
    case overloaded(retryAfterSeconds: Int)
    /// The request alone is larger than the queue: it must be divided.
    case requestTooLarge(tokens: Int, tokensMax: Int)
    /// The embedder is shutting down.
    case stopped
}

extension EmbeddingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .overloaded(let seconds):
            "The embedding model has too much work queued. Try again in \(seconds) s."
        case .requestTooLarge(let tokens, let tokensMax):
            "The request has \(tokens) tokens, at most \(tokensMax) are taken at once. Divide it."
        case .stopped:
            "The embedding model is shutting down. Try again shortly."
        }
    }
}
