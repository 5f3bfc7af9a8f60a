package import Access
import Identifiers
import PostgresClient

extension PostgresPrincipalStore {
    package func group(_ id: GroupID) async throws -> Group? {
        try await queries.row("SELECT \(Group.columns) FROM groups WHERE id = \(id)", Group.init)
    }

    package func group(named name: String) async throws -> Group? {
        try await queries.row("SELECT \(Group.columns) FROM groups WHERE name = \(name)", Group.init)
    }

    package func groups(page: PageRequest) async throws -> Page<Group> {
        let rows = try await queries.rows(
            """
            SELECT \(Group.columns) FROM groups
                WHERE \(optional: page.after) IS NULL OR name > \(optional: page.after)
            ORDER BY name LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: \.name, Group.init)
    }

    package func createGroup(_ draft: GroupDraft, under grant: borrowing Grant) async throws -> Recorded<
        Group
    > {
        let group = Group(
            id: .new(at: grant.grantedAt),
            name: draft.name,
            memberIDs: try Self.sortedMembers(draft.memberIDs),
            roles: draft.roles.sorted { $0.rawValue < $1.rawValue },
            createdAt: grant.grantedAt,
            revision: 1
        )
        return try await ledger.record("Group \"\(draft.name)\"", under: grant) { connection in
            _ = try await connection.pipeline([
                """
                INSERT INTO groups (id, name, roles, created_at)
                VALUES (\(group.id), \(group.name), \(group.roles), \(group.createdAt))
                """,
                Self.addMembers(of: group),
            ])
            return try Change(group, group.subject, details: group.auditDetails(replacing: []))
        }
    }

    package func updateGroup(
        _ id: GroupID,
        _ changes: GroupChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Group> {
        let thing = "Group \(id)"
        let members = try changes.memberIDs.map(Self.sortedMembers)
        return try await ledger.record(thing, under: grant) { connection in
            let before = try await Self.lock(id, on: connection)
            try ExpectedRevision(revision).check(before.revision, of: thing)
            var after = before
            after.memberIDs = members ?? before.memberIDs
            after.roles = (changes.roles ?? before.roles).sorted { $0.rawValue < $1.rawValue }
            after.revision += 1
            _ = try await connection.pipeline([
                "UPDATE groups SET roles = \(after.roles), revision = \(after.revision) WHERE id = \(id)",
                """
                DELETE FROM group_members WHERE group_id = \(id) AND principal_id <> ALL (\(after.memberIDs))
                """,
                Self.addMembers(of: after),
            ])
            let details = after.auditDetails(replacing: before.memberIDs)
            return try Change(after, after.subject, before: before, details: details)
        }
    }

    /// Locks first and reads then: members that another transaction has just changed are seen as they are
    /// now.
    private static func lock(_ id: GroupID, on connection: PostgresConnection) async throws -> Group {
        let answers = try await connection.pipeline([
            "SELECT FROM groups WHERE id = \(id) FOR UPDATE",
            "SELECT \(Group.columns) FROM groups WHERE id = \(id)",
        ])
        guard let row = answers.last?.first else { throw StoreFault.notFound(what: "Group \(id)") }
        return try Group(row)
    }

    private static func addMembers(of group: Group) -> SQL {
        """
        INSERT INTO group_members (group_id, principal_id)
        SELECT \(group.id), unnest(\(group.memberIDs)) ON CONFLICT DO NOTHING
        """
    }

    private static func sortedMembers(_ ids: [PrincipalID]) throws(StoreFault) -> [PrincipalID] {
        guard ids.count <= membersMax else {
            throw .invalid(field: "member_ids", detail: "a group has at most \(membersMax) members.")
        }
        return Set(ids).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }
}

extension Group {
    /// How many joined or gone members an audit entry names; the digests cover the rest.
    private static let namedMembersMax = 200

    fileprivate var subject: ChangedSubject { ChangedSubject(id: id.description, name: name) }

    fileprivate func auditDetails(replacing earlier: [PrincipalID]) -> [String: JSONValue] {
        [
            "roles": .array(roles.map { .string($0.rawValue) }), "revision": .string(String(revision)),
            "member_count": .string(String(memberIDs.count)),
            "members_added": Self.named(Set(memberIDs).subtracting(earlier)),
            "members_removed": Self.named(Set(earlier).subtracting(memberIDs)),
        ]
    }

    private static func named(_ ids: Set<PrincipalID>) -> JSONValue {
        .array(ids.map(\.description).sorted().prefix(namedMembersMax).map { .string($0) })
    }
}
