package import Identifiers

/// Marks ids of groups.
package enum GroupEntity {}
package typealias GroupID = Identifier<GroupEntity>

/// A team: it owns models and datasets and can hold roles for all its members.
package struct Group: Hashable, Sendable, Codable {
    /// Owns what came in without a team, until somebody takes it over. It is there from the beginning and has no members.
    package static let unassignedName = "unassigned"

    package var id: GroupID
    /// Unique, 1 to 100 characters.
    package var name: String
    package var memberIDs: [PrincipalID]
    package var roles: [RoleName]
    package var createdAt: Instant
    package var revision: Int64

    package init(
        id: GroupID,
        name: String,
        memberIDs: [PrincipalID],
        roles: [RoleName],
        createdAt: Instant,
        revision: Int64
    ) {
        self.id = id
        self.name = name
        self.memberIDs = memberIDs
        self.roles = roles
        self.createdAt = createdAt
        self.revision = revision
    }
}
