package import Identifiers

/// What identifies the request that a change came with.
package struct RequestContext: Hashable, Sendable {
    /// `X-Request-Id` of the client, or one that was made for it.
    package var requestID: String
    package var idempotency: IdempotencyKey?
    /// Why, in the actor's words; at most 500 characters.
    package var reason: String?

    package init(requestID: String, idempotency: IdempotencyKey? = nil, reason: String? = nil) {
        self.requestID = requestID
        self.idempotency = idempotency
        self.reason = reason
    }
}

/// A client's promise that two requests with this key are one
/// (draft-ietf-httpapi-idempotency-key-header-07). Keys belong to the principal who sent them.
package struct IdempotencyKey: Hashable, Sendable {
    /// 1 to 255 printable ASCII characters.
    package var key: String
    /// Over method, path and body, so that a key used again for something else is refused.
    package var requestDigest: Digest

    package init?(key: String, requestDigest: Digest) {
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.key = key
        self.requestDigest = requestDigest
    }
}
