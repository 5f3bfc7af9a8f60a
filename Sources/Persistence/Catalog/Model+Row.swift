import Catalog
import Identifiers
import PostgresClient

extension RiskClass: PostgresEncodable, PostgresDecodable {}

extension Model {
    /// Of `m`, `g` and `p`.
    static let columns: SQL = """
        m.id, m.name, m.owner_team_id, g.name AS owner_team_name, m.accountable_id, p.display_name AS accountable_name,
        m.purpose, m.risk_class, m.description, m.intended_use, m.restrictions, m.version_count, m.created_at,
        m.created_by, m.updated_at, m.deleted_at, m.revision
        """

    /// All that a model is read from; a `WHERE` on `m` follows.
    static let selection: SQL = """
        SELECT \(columns)
        FROM models m JOIN groups g ON g.id = m.owner_team_id JOIN principals p ON p.id = m.accountable_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            name: try row.decode("name"),
            ownerTeamID: try row.decode("owner_team_id"),
            ownerTeamName: try row.decode("owner_team_name"),
            accountableID: try row.decode("accountable_id"),
            accountableName: try row.decode("accountable_name"),
            purpose: try row.decode("purpose"),
            riskClass: try row.decode("risk_class"),
            description: try row.decode("description"),
            intendedUse: try row.decode("intended_use"),
            restrictions: try row.decode("restrictions"),
            versionCount: try row.decode("version_count"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            updatedAt: try row.decode("updated_at"),
            deletedAt: try row.decode("deleted_at"),
            revision: try row.decode("revision")
        )
    }
}

extension Model {
    static func thing(_ name: ResourceName) -> String { "Model \"\(name)\"" }

    var subject: ChangedSubject { ChangedSubject(id: id.description, name: name.text) }

    /// What an entry says in the clear; the texts are covered by the digests.
    var auditDetails: [String: JSONValue] {
        [
            "owner_team_id": .string(ownerTeamID.description),
            "accountable_id": .string(accountableID.description),
            "risk_class": .string(riskClass.rawValue), "revision": .string(String(revision)),
        ]
    }
}
