package import Identifiers

/// Where principals, groups, role bindings and tokens are kept. Every write leaves an audit entry in its transaction.
package protocol PrincipalStore: Sendable {
    /// The actor behind a token, or nil when it is unknown, expired, revoked, or its principal disabled.
    ///
    /// Asked on every request and never cached, so a revocation takes effect at once. Notes the use, at most once a minute.
    func actor(forTokenDigest digest: Digest, at now: Instant) async throws -> Actor?

    /// The principal as an actor for work queued earlier, with the roles held now; nil when unknown or disabled.
    func actor(forQueuedWorkOf id: PrincipalID) async throws -> Actor?

    func principal(_ id: PrincipalID) async throws -> Principal?
    func principal(email: String) async throws -> Principal?
    func principals(page: PageRequest) async throws -> Page<Principal>
    func hasAnyPrincipal() async throws -> Bool
    func createPrincipal(_ draft: PrincipalDraft, under grant: borrowing Grant) async throws -> Recorded<
        Principal
    >
    func updatePrincipal(
        _ id: PrincipalID,
        _ changes: PrincipalChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Principal>

    func group(_ id: GroupID) async throws -> Group?
    func group(named name: String) async throws -> Group?
    func groups(page: PageRequest) async throws -> Page<Group>
    func createGroup(_ draft: GroupDraft, under grant: borrowing Grant) async throws -> Recorded<Group>
    /// Replaces members and roles as given; nil leaves them.
    func updateGroup(
        _ id: GroupID,
        _ changes: GroupChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Group>

    func token(_ id: TokenID) async throws -> TokenRecord?
    func tokens(of principal: PrincipalID, page: PageRequest) async throws -> Page<TokenRecord>
    func createToken(
        _ record: TokenRecord,
        digest: Digest,
        under grant: borrowing Grant
    ) async throws -> Recorded<TokenRecord>
    func revokeToken(_ id: TokenID, under grant: borrowing Grant) async throws -> Recorded<TokenRecord>
}

/// What is given to make a principal.
package struct PrincipalDraft: Hashable, Sendable, Codable {
    package var kind: Principal.Kind
    package var email: String?
    package var displayName: String
    package var roles: [RoleName]

    package init(kind: Principal.Kind, email: String?, displayName: String, roles: [RoleName]) {
        self.kind = kind
        self.email = email
        self.displayName = displayName
        self.roles = roles
    }
}

/// What is to change of a principal; nil leaves a field as it is.
package struct PrincipalChanges: Hashable, Sendable, Codable {
    package var displayName: String?
    package var isDisabled: Bool?
    package var roles: [RoleName]?

    package init(displayName: String? = nil, isDisabled: Bool? = nil, roles: [RoleName]? = nil) {
        self.displayName = displayName
        self.isDisabled = isDisabled
        self.roles = roles
    }
}

/// What is given to make a group.
package struct GroupDraft: Hashable, Sendable, Codable {
    package var name: String
    package var memberIDs: [PrincipalID]
    package var roles: [RoleName]

    package init(name: String, memberIDs: [PrincipalID], roles: [RoleName]) {
        self.name = name
        self.memberIDs = memberIDs
        self.roles = roles
    }
}

/// What is to change of a group; nil leaves a field as it is.
package struct GroupChanges: Hashable, Sendable, Codable {
    package var memberIDs: [PrincipalID]?
    package var roles: [RoleName]?

    package init(memberIDs: [PrincipalID]? = nil, roles: [RoleName]? = nil) {
        self.memberIDs = memberIDs
        self.roles = roles
    }
}
