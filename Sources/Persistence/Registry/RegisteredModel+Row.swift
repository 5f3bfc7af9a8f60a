import Catalog
import Identifiers
import PostgresClient

extension RegisteredModel {
    /// All that a model is read from but its latest versions; a `WHERE` on `m` follows.
    static let selection: SQL = """
        SELECT \(Model.columns), coalesce(maker.email, maker.display_name) AS maker_name,
            ARRAY(SELECT t.key FROM model_tags t WHERE t.model_id = m.id ORDER BY t.key) AS tag_keys,
            ARRAY(SELECT t.value FROM model_tags t WHERE t.model_id = m.id ORDER BY t.key) AS tag_values,
            ARRAY(SELECT a.alias FROM model_aliases a WHERE a.model_id = m.id ORDER BY a.alias) AS alias_names,
            ARRAY(SELECT v.number::bigint FROM model_aliases a JOIN model_versions v ON v.id = a.version_id
                WHERE a.model_id = m.id ORDER BY a.alias) AS alias_versions
        FROM models m JOIN groups g ON g.id = m.owner_team_id JOIN principals p ON p.id = m.accountable_id
            JOIN principals maker ON maker.id = m.created_by
        """

    /// The model without its latest versions.
    init(_ row: PostgresRow) throws {
        let names = try row.decode("alias_names", as: [String].self)
        let numbers = try row.decode("alias_versions", as: [Int64].self)
        self.init(
            model: try Model(row),
            creatorName: try row.decode("maker_name"),
            tags: try RegistryTag.pairs(row),
            aliases: zip(names, numbers).map { Alias(name: $0, version: Int($1)) },
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

extension RegistryTag {
    /// From the columns `tag_keys` and `tag_values`.
    static func pairs(_ row: PostgresRow) throws -> [RegistryTag] {
        let keys = try row.decode("tag_keys", as: [String].self)
        let values = try row.decode("tag_values", as: [String].self)
        return zip(keys, values).map { RegistryTag(storedKey: $0, value: $1) }
    }
}
