import Catalog
import Identifiers
import PostgresClient

extension Dataset {
    /// All that a dataset is read from; a `WHERE` on `d` follows.
    static let selection: SQL = """
        SELECT d.id, d.name, d.owner_team_id, g.name AS owner_team_name, d.description, d.version_count,
            d.created_at, d.created_by, d.revision
        FROM datasets d JOIN groups g ON g.id = d.owner_team_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            name: try row.decode("name"),
            ownerTeamID: try row.decode("owner_team_id"),
            ownerTeamName: try row.decode("owner_team_name"),
            description: try row.decode("description"),
            versionCount: try row.decode("version_count"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            revision: try row.decode("revision")
        )
    }

    static func thing(_ name: ResourceName) -> String { "Dataset \"\(name)\"" }

    var subject: ChangedSubject { ChangedSubject(id: id.description, name: name.text) }
}
