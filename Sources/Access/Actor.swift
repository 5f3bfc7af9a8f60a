/// Who is asking, as established by a credential, with everything a decision needs.
package struct Actor: Hashable, Sendable {
    package var principalID: PrincipalID
    package var kind: Principal.Kind
    package var displayName: String
    package var email: String?
    /// Roles held directly or through a group.
    package var roles: Set<RoleName>
    package var groupIDs: Set<GroupID>
    /// How the actor proved who they are.
    package var credential: Credential

    package enum Credential: Hashable, Sendable {
        case token(TokenID)
        /// The operating-system user who runs the binary: for the first administrator,
        /// the sample workspace and the rotation of keys.
        case operatingSystem
        /// Work that the principal queued earlier with a token; their roles are looked up again when it runs.
        case queuedWork
        /// An address signed for the principal a little earlier; their roles are looked up again when it is used.
        case signedAddress
    }

    package init(
        principalID: PrincipalID,
        kind: Principal.Kind,
        displayName: String,
        email: String?,
        roles: Set<RoleName>,
        groupIDs: Set<GroupID>,
        credential: Credential
    ) {
        self.principalID = principalID
        self.kind = kind
        self.displayName = displayName
        self.email = email
        self.roles = roles
        self.groupIDs = groupIDs
        self.credential = credential
    }
}
