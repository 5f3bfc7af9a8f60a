package import Access

/// Turns a bearer secret into the actor behind it.
package struct Authenticate: Sendable {
    private let principals: any PrincipalStore
    private let gate: Gate
    private let addresses: AddressSigner?

    /// Without `addresses` no signed address is accepted.
    package init(principals: any PrincipalStore, gate: Gate, addresses: AddressSigner? = nil) {
        self.principals = principals
        self.gate = gate
        self.addresses = addresses
    }

    /// Nil when the secret is malformed, unknown, expired or revoked, or its principal disabled: one answer for all, so
    /// that it tells nothing.
    package func callAsFunction(secret: String) async throws -> Actor? {
        guard secret.utf8.count <= 128, let token = APIToken(parsing: secret) else { return nil }
        return try await principals.actor(forTokenDigest: token.digest, at: gate.now)
    }

    /// The actor in whose name the address was signed; nil when it was not, or has expired, or the principal is disabled.
    ///
    /// `path` is percent-decoded.
    package func callAsFunction(
        signature: AddressSigner.Signature,
        method: String,
        path: String
    ) async throws -> Actor? {
        guard let addresses, try addresses.accepts(signature, method, path, at: gate.now) else { return nil }
        var actor = try await principals.actor(forQueuedWorkOf: signature.principalID)
        actor?.credential = .signedAddress
        return actor
    }
}
