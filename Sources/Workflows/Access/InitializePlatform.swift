package import Access
import Identifiers
import Signing

/// Makes the first administrator and the first token, once, on an empty database.
package struct InitializePlatform: Sendable {
    private let principals: any PrincipalStore
    private let gate: Gate

    package init(principals: any PrincipalStore, gate: Gate) {
        self.principals = principals
        self.gate = gate
    }

    /// Throws `StoreFault.conflict` when anybody exists already.
    package func callAsFunction(
        adminEmail: String,
        displayName: String,
        request: RequestContext
    ) async throws -> (admin: Principal, token: IssuedToken) {
        guard try await !principals.hasAnyPrincipal() else {
            throw StoreFault.conflict(
                detail: "This database has principals already. Sign in as an administrator to add more."
            )
        }
        var check = InputCheck()
        let email = check.email("admin_email", adminEmail)
        let name = check.text("display_name", displayName, 1...200)
        try check.finish()
        let installer = Self.installer(at: gate.now)
        let admin = try await principals.createPrincipal(
            PrincipalDraft(kind: .person, email: email, displayName: name, roles: [.admin]),
            under: try gate.grant(
                installer,
                .principalsManage,
                on: Resource(.principal, name: email),
                request
            )
        ).value
        let token = APIToken(kind: .personal, randomBytes: try SecureRandom.bytes(32))
        let record = TokenRecord(
            id: .new(at: gate.now),
            principalID: admin.id,
            kind: .personal,
            label: "first administrator",
            createdAt: gate.now,
            expiresAt: nil
        )
        let stored = try await principals.createToken(
            record,
            digest: token.digest,
            under: try gate.grant(
                installer,
                .tokensCreate,
                on: Resource(.token, name: "\(record.id)", ownerID: admin.id),
                request
            )
        )
        return (admin, IssuedToken(record: stored.value, secret: token.secret))
    }

    /// Whoever can run the binary on an empty database is its administrator; afterwards only tokens count.
    private static func installer(at now: Instant) -> Actor {
        Actor(
            principalID: PrincipalID(at: Instant(microseconds: 0), random: UInt64(0), 0),
            kind: .service,
            displayName: "installation",
            email: nil,
            roles: [.admin],
            groupIDs: [],
            credential: .operatingSystem
        )
    }
}
