/// Why a store refused or could not do what was asked. Descriptions are safe to show to a client.
package enum StoreFault: Error, Hashable, Sendable {
    /// Nothing by that name, or nothing the asker may see.
    case notFound(what: String)
    /// The name is taken.
    case alreadyExists(what: String)
    /// Somebody changed it since the caller read it.
    case revisionMismatch(what: String, current: Int64)
    /// The state it is in does not allow this.
    case conflict(detail: String)
    /// A value that cannot be accepted.
    case invalid(field: String, detail: String)
    /// The idempotency key was used before for a different request.
    case idempotencyKeyReused
    /// The database cannot be reached or is overloaded; the same request may succeed later.
    case unavailable(retryAfterSeconds: Int)
    /// The disk is full.
    case storageFull
    /// The team's artifacts would have more bytes than it may keep.
    case quotaExceeded(bytesMax: Int64)
}

extension StoreFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFound(let what): "\(what) does not exist, or you may not see it."
        case .alreadyExists(let what):
            "\(what) exists already. Choose another name, or update the existing one."
        case .revisionMismatch(let what, let current):
            "\(what) was changed meanwhile (now at revision \(current)). Read it again and repeat the change."
        case .conflict(let detail): detail
        case .invalid(let field, let detail): "\(field): \(detail)"
        case .idempotencyKeyReused:
            "This Idempotency-Key was used for a different request. Use a new key for a new request."
        case .unavailable(let seconds):
            "What this needs is not available right now. Try again in \(seconds) s."
        case .quotaExceeded(let bytesMax):
            "The team's artifacts may have \(bytesMax) bytes in all, and this would exceed them. Nothing was saved; "
                + "delete artifacts or ask an administrator for more."
        case .storageFull: "The server's storage is full. Nothing was saved; free space and try again."
        }
    }
}
