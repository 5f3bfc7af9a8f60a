package import Access
package import Identifiers
import PostgresClient

extension PostgresPrincipalStore {
    package func actor(forTokenDigest digest: Digest, at now: Instant) async throws -> Actor? {
        let sql: SQL = """
            SELECT t.id AS token_id,
                t.last_used_at IS NULL OR t.last_used_at <= \(now.advanced(bySeconds: -60)) AS is_use_due, \(Actor.columns)
            FROM tokens t JOIN principals p ON p.id = t.principal_id \(Actor.groups)
            WHERE t.digest = \(digest) AND t.revoked_at IS NULL
                AND (t.expires_at IS NULL OR t.expires_at > \(now)) AND NOT p.is_disabled
            """
        let rows = try await queries.lookUp(sql.named("tokens.actor"))
        guard let row = rows.first else { return nil }
        let token = try row.decode("token_id", as: TokenID.self)
        if try row.decode("is_use_due", as: Bool.self) { tokenUses.note(token, at: now) }
        return try Actor(row, groups: rows, credential: .token(token))
    }

    package func actor(forQueuedWorkOf id: PrincipalID) async throws -> Actor? {
        let rows = try await queries.lookUp(
            "SELECT \(Actor.columns) FROM principals p \(Actor.groups) WHERE p.id = \(id) AND NOT p.is_disabled"
        )
        return try rows.first.map { try Actor($0, groups: rows, credential: .queuedWork) }
    }
}

extension Actor {
    /// Of `principals p` and of one of its groups, `g`: a row for each group, or one without.
    fileprivate static let columns: SQL = """
        p.id AS principal_id, p.kind, p.display_name, p.email, p.roles, g.id AS group_id, g.name AS group_name,
        g.roles AS group_roles
        """

    /// What follows `principals p` in FROM.
    fileprivate static let groups: SQL = """
        LEFT JOIN group_members gm ON gm.principal_id = p.id LEFT JOIN groups g ON g.id = gm.group_id
        """

    fileprivate init(_ row: PostgresRow, groups rows: [PostgresRow], credential: Credential) throws {
        self.init(
            principalID: try row.decode("principal_id"),
            kind: try row.decode("kind"),
            displayName: try row.decode("display_name"),
            email: try row.decode("email"),
            roles: Set(try row.decode("roles", as: [RoleName].self)),
            groupIDs: [],
            credential: credential
        )
        for row in rows {
            guard let id = try row.decode("group_id", as: GroupID?.self) else { continue }
            let group = NamedGroup(id: id, name: try row.decode("group_name"))
            groupIDs.insert(id)
            roles.formUnion(try row.decode("group_roles", as: [RoleName].self))
            // The order of bytes, which is the database's own.
            let isFirst = firstGroup.map { group.name.utf8.lexicographicallyPrecedes($0.name.utf8) }
            if isFirst ?? true { firstGroup = group }
        }
    }
}
