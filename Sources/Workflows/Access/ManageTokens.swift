package import Access
import Identifiers
import Signing

/// Issues, lists and revokes API tokens.
package struct ManageTokens: Sendable {
    /// The longest a token may live.
    package static let lifetimeDaysMax = 366

    private let principals: any PrincipalStore
    private let gate: Gate

    package init(principals: any PrincipalStore, gate: Gate) {
        self.principals = principals
        self.gate = gate
    }

    /// A token for `owner`. A replay of the same request cannot show the secret again, so a key is refused here.
    package func create(
        for owner: PrincipalID,
        label: String,
        lifetimeDays: Int,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> (token: IssuedToken, effectID: EffectID) {
        var check = InputCheck()
        let label = check.text("label", label, 1...100)
        if !(1...Self.lifetimeDaysMax).contains(lifetimeDays) {
            check.fault("expires_in_days", "must be 1 to \(Self.lifetimeDaysMax)")
        }
        if request.idempotency != nil {
            check.fault("Idempotency-Key", "is not accepted here: a secret is shown once and never kept")
        }
        try check.finish()
        let now = gate.now
        let id = TokenID.new(at: now)
        let grant = try gate.grant(
            actor,
            .tokensCreate,
            on: Resource(.token, name: "\(id)", ownerID: owner),
            request
        )
        guard let principal = try await principals.principal(owner), !principal.isDisabled else {
            throw StoreFault.notFound(what: "Principal \(owner)")
        }
        let kind: APIToken.Kind = principal.kind == .service ? .service : .personal
        let token = APIToken(kind: kind, randomBytes: try SecureRandom.bytes(32))
        let record = TokenRecord(
            id: id,
            principalID: owner,
            kind: kind,
            label: label,
            createdAt: now,
            expiresAt: now.advanced(bySeconds: Double(lifetimeDays) * 86_400)
        )
        let stored = try await principals.createToken(record, digest: token.digest, under: grant)
        return (IssuedToken(record: stored.value, secret: token.secret), stored.effectID)
    }

    /// Takes effect with the next request; a revoked token stays on record.
    package func revoke(
        _ id: TokenID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<TokenRecord> {
        let owner = try await principals.token(id)?.principalID
        let grant = try gate.grant(
            actor,
            .tokensRevoke,
            on: Resource(.token, name: "\(id)", ownerID: owner),
            request
        )
        return try await principals.revokeToken(id, under: grant)
    }

    /// Tokens without their secrets, revoked and expired ones included.
    package func list(of owner: PrincipalID, page: PageRequest, by actor: Actor) async throws -> Page<
        TokenRecord
    > {
        try gate.check(actor, .tokensRead, on: Resource(.token, ownerID: owner))
        return try await principals.tokens(of: owner, page: page)
    }
}
