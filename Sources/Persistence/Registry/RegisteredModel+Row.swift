import Catalog
import Identifiers
import PostgresClient

extension RegisteredModel {
    /// All that a model is read from but its latest versions; a `WHERE` on `m` follows.
    static let selection: SQL = """
        SELECT \(Model.columns), coalesce(maker.email, maker.display_name) AS maker_name,
            m.tag_keys, m.tag_values, m.alias_names, m.alias_numbers
        FROM models m JOIN groups g ON g.id = m.owner_team_id JOIN principals p ON p.id = m.accountable_id
            JOIN principals maker ON maker.id = m.created_by
        """

    /// The model without its latest versions.
    init(_ row: PostgresRow) throws {
        self.init(
            model: try Model(row),
            creatorName: try row.decode("maker_name"),
            tags: RegistryTag.pairs(try row.decode("tag_keys"), try row.decode("tag_values")),
            aliases: Alias.pairs(try row.decode("alias_names"), try row.decode("alias_numbers")),
            latestVersions: []
        )
    }

    /// Up to how many versions of a model are read to find the newest; of more, each lifecycle's is looked up.
    private static let versionsReadMax = 16

    /// The newest version of each lifecycle of the models that fulfil the condition on `m`.
    static func newestVersions(where condition: SQL) -> SQL {
        """
        SELECT \(RegisteredVersion.columns), ARRAY[]::text[] AS alias_names
        FROM models m CROSS JOIN LATERAL (
                (SELECT DISTINCT ON (v.lifecycle) v.* FROM model_versions v
                WHERE m.version_count <= \(raw: String(versionsReadMax)) AND v.model_id = m.id AND v.deleted_at IS NULL
                ORDER BY v.lifecycle, v.number DESC)
                UNION ALL
                SELECT newest.* FROM unnest(\(Lifecycle.allCases.map(\.rawValue))) AS step (lifecycle)
                CROSS JOIN LATERAL (
                    SELECT * FROM model_versions v
                    WHERE v.model_id = m.id AND v.lifecycle = step.lifecycle AND v.deleted_at IS NULL
                    ORDER BY v.number DESC LIMIT 1
                ) newest
                WHERE m.version_count > \(raw: String(versionsReadMax))
            ) v
            JOIN principals maker ON maker.id = v.created_by
        WHERE \(condition)
        """
    }

    /// Takes the newest of each stage out of those of each lifecycle.
    mutating func take(latest versions: [RegisteredVersion]) {
        latestVersions = RegistryStage.newest(of: versions) { ($0.version.lifecycle, $0.version.number) }
    }
}

extension RegisteredModel.Alias {
    /// From the copies that a model's row has of its aliases; nil is none.
    static func pairs(_ names: [String]?, _ numbers: [Int32]?) -> [Self] {
        guard let names, let numbers else { return [] }
        return zip(names, numbers).map { Self(name: $0, version: Int($1)) }
    }
}

extension RegistryTag {
    /// From the copies that the row of a model or a version has of its tags; nil is none.
    static func pairs(_ keys: [String]?, _ values: [String]?) -> [RegistryTag] {
        guard let keys, let values else { return [] }
        return zip(keys, values).map { RegistryTag(storedKey: $0, value: $1) }
    }
}
