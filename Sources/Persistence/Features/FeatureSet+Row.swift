import Catalog
import Identifiers
import PostgresClient

extension FeatureSet {
    /// All that a feature set is read from; a `WHERE` on `s` follows.
    static let selection: SQL = """
        SELECT s.id, s.name, s.owner_team_id, g.name AS owner_team_name, s.description, s.contract_count,
            s.created_at, s.created_by
        FROM feature_sets s JOIN groups g ON g.id = s.owner_team_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            name: try row.decode("name"),
            ownerTeamID: try row.decode("owner_team_id"),
            ownerTeamName: try row.decode("owner_team_name"),
            description: try row.decode("description"),
            contractCount: try row.decode("contract_count"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by")
        )
    }

    static func thing(_ name: ResourceName) -> String { "Feature set \"\(name)\"" }

    var subject: ChangedSubject { ChangedSubject(id: id.description, name: name.text) }
}
