package import Identifiers

/// Marks ids of principals.
package enum PrincipalEntity {}
package typealias PrincipalID = Identifier<PrincipalEntity>

/// Someone or something that can hold roles and tokens: a person or a service.
package struct Principal: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case person
        case service
    }

    package var id: PrincipalID
    package var kind: Kind
    /// Lower case and unique; services have none.
    package var email: String?
    package var displayName: String
    /// A disabled principal is denied everything, whatever its roles and tokens say.
    package var isDisabled: Bool
    package var roles: [RoleName]
    package var createdAt: Instant
    package var revision: Int64

    package init(
        id: PrincipalID,
        kind: Kind,
        email: String?,
        displayName: String,
        isDisabled: Bool,
        roles: [RoleName],
        createdAt: Instant,
        revision: Int64
    ) {
        self.id = id
        self.kind = kind
        self.email = email
        self.displayName = displayName
        self.isDisabled = isDisabled
        self.roles = roles
        self.createdAt = createdAt
        self.revision = revision
    }
}
