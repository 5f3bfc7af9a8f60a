package import Access
package import Identifiers
import PostgresClient

extension PostgresPrincipalStore {
    package func actor(forTokenDigest digest: Digest, at now: Instant) async throws -> Actor? {
        let sql: SQL = """
            SELECT \(Actor.columns), t.id AS token_id,
                t.last_used_at IS NULL OR t.last_used_at <= \(now.advanced(bySeconds: -60)) AS is_use_due
            FROM tokens t JOIN principals p ON p.id = t.principal_id
            WHERE t.digest = \(digest) AND t.revoked_at IS NULL
                AND (t.expires_at IS NULL OR t.expires_at > \(now)) AND NOT p.is_disabled
            """
        return try await queries.row(sql.named("tokens.actor")) { row in
            let token = try row.decode("token_id", as: TokenID.self)
            if try row.decode("is_use_due", as: Bool.self) { tokenUses.note(token, at: now) }
            return try Actor(row, credential: .token(token))
        }
    }

    package func actor(forQueuedWorkOf id: PrincipalID) async throws -> Actor? {
        try await queries.row(
            "SELECT \(Actor.columns) FROM principals p WHERE p.id = \(id) AND NOT p.is_disabled"
        ) { row in
            try Actor(row, credential: .queuedWork)
        }
    }
}

extension Actor {
    /// Selected from `principals p`; the groups by name, and the roles held through one in a list of their own.
    fileprivate static let columns: SQL = """
        p.id AS principal_id, p.kind, p.display_name, p.email, p.roles,
        ARRAY(SELECT g.id FROM group_members gm JOIN groups g ON g.id = gm.group_id
            WHERE gm.principal_id = p.id ORDER BY g.name) AS group_ids,
        (SELECT min(g.name) FROM group_members gm JOIN groups g ON g.id = gm.group_id
            WHERE gm.principal_id = p.id) AS first_group_name,
        ARRAY(SELECT unnest(g.roles) FROM group_members gm JOIN groups g ON g.id = gm.group_id
            WHERE gm.principal_id = p.id) AS group_roles
        """

    fileprivate init(_ row: PostgresRow, credential: Credential) throws {
        let own = try row.decode("roles", as: [RoleName].self)
        let inherited = try row.decode("group_roles", as: [RoleName].self)
        let groupIDs = try row.decode("group_ids", as: [GroupID].self)
        let firstName = try row.decode("first_group_name", as: String?.self)
        self.init(
            principalID: try row.decode("principal_id"),
            kind: try row.decode("kind"),
            displayName: try row.decode("display_name"),
            email: try row.decode("email"),
            roles: Set(own).union(inherited),
            groupIDs: Set(groupIDs),
            firstGroup: groupIDs.first.flatMap { id in firstName.map { NamedGroup(id: id, name: $0) } },
            credential: credential
        )
    }
}
