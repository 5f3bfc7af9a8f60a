import Access
import PostgresClient

extension Group {
    /// Selected from `groups` without an alias.
    static let columns: SQL = """
        id, name, roles, created_at, revision,
        ARRAY(SELECT principal_id FROM group_members WHERE group_id = id ORDER BY principal_id) AS member_ids
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            name: try row.decode("name"),
            memberIDs: try row.decode("member_ids"),
            roles: try row.decode("roles"),
            createdAt: try row.decode("created_at"),
            revision: try row.decode("revision")
        )
    }
}
