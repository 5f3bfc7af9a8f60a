import Catalog
import Identifiers
import PostgresClient

extension ListedModel {
    /// What a page is made of; a `WHERE` on `m` follows.
    static let pageSelection: SQL = """
        SELECT m.id, m.name, m.description, m.created_at, m.updated_at, m.created_by, m.version_count FROM models m
        """

    /// Everything that is shown of the models of a page: a row for each of their newest versions, and one for a model
    /// without versions. The rows of a model follow each other.
    ///
    /// - Parameters:
    ///   - page: A statement that begins with `pageSelection`.
    ///   - order: What follows ORDER BY, on `m`; its last criterion must be unique.
    static func selection(of page: SQL, orderedBy order: SQL) -> SQL {
        """
        WITH page AS MATERIALIZED (\(page))
        SELECT m.name, m.description, m.created_at, m.updated_at,
            coalesce(maker.email, maker.display_name) AS maker_name, tags.keys AS tag_keys, tags.values AS tag_values,
            held.names AS alias_names, held.numbers AS alias_versions, \(ListedVersion.columns)
        FROM page m JOIN principals maker ON maker.id = m.created_by
            LEFT JOIN LATERAL (
                SELECT array_agg(t.key) AS keys, array_agg(t.value) AS values
                FROM (SELECT key, value FROM model_tags WHERE model_id = m.id ORDER BY key) t
            ) tags ON true
            LEFT JOIN (
                SELECT a.model_id, array_agg(a.alias) AS names, array_agg(v.number::bigint) AS numbers
                FROM model_aliases a JOIN model_versions v ON v.id = a.version_id
                WHERE a.model_id = ANY (ARRAY(SELECT id FROM page)) GROUP BY a.model_id
            ) held ON held.model_id = m.id
            LEFT JOIN LATERAL (\(ListedVersion.newest)) v ON true
            LEFT JOIN principals version_maker ON version_maker.id = v.created_by
            LEFT JOIN LATERAL (
                SELECT array_agg(t.key) AS keys, array_agg(t.value) AS values
                FROM (SELECT key, value FROM version_tags WHERE version_id = v.id ORDER BY key) t
            ) version_tags ON true
        ORDER BY \(order)
        """
    }

    /// The models of rows that `selection` gave.
    static func read(_ rows: [PostgresRow]) throws -> [ListedModel] {
        var models: [ListedModel] = []
        models.reserveCapacity(rows.count)
        for row in rows {
            let name = try row.decode("name", as: ResourceName.self)
            if models.last?.name != name { models.append(try ListedModel(row, name)) }
            guard let version = try ListedVersion(row) else { continue }
            models[models.count - 1].latestVersions.append(version)
        }
        for index in models.indices where models[index].latestVersions.count > 1 {
            models[index].latestVersions = RegistryStage.newest(of: models[index].latestVersions) {
                ($0.lifecycle, $0.number)
            }
        }
        return models
    }

    private init(_ row: PostgresRow, _ name: ResourceName) throws {
        self.init(
            name: name,
            description: try row.decode("description"),
            createdAt: try row.decode("created_at"),
            updatedAt: try row.decode("updated_at"),
            creatorName: try row.decode("maker_name"),
            tags: try RegistryTag.optionalPairs(row, "tag_keys", "tag_values"),
            aliases: try RegisteredModel.Alias.optionalPairs(row)
        )
    }
}

extension RegisteredModel.Alias {
    /// From the columns `alias_names` and `alias_versions`, in any order; null is none.
    fileprivate static func optionalPairs(_ row: PostgresRow) throws -> [RegisteredModel.Alias] {
        guard let names = try row.decode("alias_names", as: [String]?.self),
            let numbers = try row.decode("alias_versions", as: [Int64]?.self)
        else { return [] }
        return zip(names, numbers).map { Self(name: $0, version: Int($1)) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}

extension RegistryStage {
    /// The newest version of each stage, in order of the stages, out of those of each lifecycle.
    static func newest<Version>(
        of versions: [Version],
        _ key: (Version) -> (lifecycle: Lifecycle, number: Int)
    ) -> [Version] {
        var newest: [RegistryStage: Version] = [:]
        for version in versions {
            let (lifecycle, number) = key(version)
            let stage = RegistryStage(of: lifecycle)
            if let found = newest[stage], key(found).number > number { continue }
            newest[stage] = version
        }
        return RegistryStage.allCases.compactMap { newest[$0] }
    }
}
