/// Why a model did not take a request.
package enum InferenceError: Error, Hashable, Sendable {
    /// Too much work is queued; the request may come again after this time.
    case overloaded(retryAfterSeconds: Int)
    /// The request alone is larger than the queue: it must be divided.
    case requestTooLarge(tokens: Int, tokensMax: Int)
    /// Of what was asked to be refused when it is too long.
    case textTooLong(index: Int, tokens: Int, tokensMax: Int)
    /// The model is shutting down.
    case stopped
    /// What computes the model failed; the reason is for operators.
    case failed
}

extension InferenceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .overloaded(let seconds):
            "The model has too much work queued. Try again in \(seconds) s."
        case .requestTooLarge(let tokens, let tokensMax):
            "The request has \(tokens) tokens, at most \(tokensMax) are taken at once. Divide it."
        case .textTooLong(let index, let tokens, let tokensMax):
            "Text \(index) has \(tokens) tokens, the model reads at most \(tokensMax). Shorten it, or ask to have it cut."
        case .stopped:
            "The model is shutting down. Try again shortly."
        case .failed:
            "The model could not be computed. Try again; the server's log says why."
        }
    }
}
