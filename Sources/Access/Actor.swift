/// Who is asking, as established by a credential, with everything a decision needs.
package struct Actor: Hashable, Sendable {
    package var principalID: PrincipalID
    package var kind: Principal.Kind
    package var displayName: String
    package var email: String?
    /// Roles held directly or through a group.
    package var roles: Set<RoleName>
    package var groupIDs: Set<GroupID>
    /// The first of the groups by name; nil for who is in none, and for actors that did not come from the store.
    package var firstGroup: NamedGroup?
    /// How the actor proved who they are.
    package var credential: Credential

    package struct NamedGroup: Hashable, Sendable {
        package var id: GroupID
        package var name: String

        package init(id: GroupID, name: String) {
            self.id = id
            self.name = name
        }
    }

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
        firstGroup: NamedGroup? = nil,
        credential: Credential
    ) {
        self.principalID = principalID
        self.kind = kind
        self.displayName = displayName
        self.email = email
        self.roles = roles
        self.groupIDs = groupIDs
        self.firstGroup = firstGroup
        self.credential = credential
    }
}
