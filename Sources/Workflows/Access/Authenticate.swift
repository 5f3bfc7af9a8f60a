package import Access

/// Turns a bearer secret into the actor behind it.
package struct Authenticate: Sendable {
    private let principals: any PrincipalStore
    private let gate: Gate

    package init(principals: any PrincipalStore, gate: Gate) {
        self.principals = principals
        self.gate = gate
    }

    /// Nil when the secret is malformed, unknown, expired or revoked, or its principal disabled: one answer for all, so
    /// that it tells nothing.
    package func callAsFunction(secret: String) async throws -> Actor? {
        guard secret.utf8.count <= 128, let token = APIToken(parsing: secret) else { return nil }
        return try await principals.actor(forTokenDigest: token.digest, at: gate.now)
    }
}
