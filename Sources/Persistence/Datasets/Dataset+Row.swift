import Catalog
import Identifiers
import PostgresClient

extension Sensitivity: PostgresEncodable, PostgresDecodable {}
extension RetentionRule.Action: PostgresEncodable, PostgresDecodable {}

extension Dataset {
    /// All that a dataset is read from; a `WHERE` on `d` follows.
    static let selection: SQL = """
        SELECT d.id, d.name, d.owner_team_id, g.name AS owner_team_name, d.accountable_id,
            p.display_name AS accountable_name, d.purpose, d.description, d.licence, d.sensitivity, d.residency,
            d.retention_days, d.retention_until, d.retention_action, d.version_count, d.created_at, d.created_by,
            d.updated_at, d.revision
        FROM datasets d JOIN groups g ON g.id = d.owner_team_id LEFT JOIN principals p ON p.id = d.accountable_id
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
            description: try row.decode("description"),
            licence: try row.decode("licence"),
            sensitivity: try row.decode("sensitivity"),
            residency: try row.decode("residency"),
            retention: try RetentionRule(row),
            versionCount: try row.decode("version_count"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            updatedAt: try row.decode("updated_at"),
            revision: try row.decode("revision")
        )
    }

    static func thing(_ name: ResourceName) -> String { "Dataset \"\(name)\"" }

    var subject: ChangedSubject { ChangedSubject(id: id.description, name: name.text) }

    /// What an entry says in the clear; the texts are covered by the digests.
    var auditDetails: [String: JSONValue] {
        var details: [String: JSONValue] = [
            "owner_team_id": .string(ownerTeamID.description), "sensitivity": .string(sensitivity.rawValue),
            "revision": .string(String(revision)),
        ]
        if let accountableID { details["accountable_id"] = .string(accountableID.description) }
        if let licence = licence?.spdxIdentifier { details["licence"] = .string(licence) }
        return details
    }
}

extension RetentionRule {
    /// Nil when the row has no rule.
    fileprivate init?(_ row: PostgresRow) throws {
        guard let action = try row.decode("retention_action", as: Action?.self) else { return nil }
        if let days = try row.decode("retention_days", as: Int?.self) {
            self.init(period: .days(days), action: action)
        } else {
            self.init(period: .until(try row.decode("retention_until")), action: action)
        }
    }

    var days: Int? { if case .days(let days) = period { days } else { nil } }
    var until: Instant? { if case .until(let end) = period { end } else { nil } }
}
