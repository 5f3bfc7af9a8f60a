/// What a backend cannot do. Its texts are for operators, not for clients.
package enum BackendFault: Error, Equatable, Sendable {
    /// The hardware or what drives it is not there, or no longer answers.
    case missing(backend: String, reason: String)
    /// The model asks for something that this backend does not compute.
    case unsupported(backend: String, reason: String)
    /// A round ended without results, or with results that cannot be.
    case roundFailed(backend: String, reason: String)
}

extension BackendFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let backend, let reason):
            "The backend \(backend) is not there: \(reason). Mend it, or start without it."
        case .unsupported(let backend, let reason):
            "The backend \(backend) does not compute \(reason). Serve the model on another one."
        case .roundFailed(let backend, let reason):
            "The backend \(backend) failed in a round: \(reason)."
        }
    }
}
