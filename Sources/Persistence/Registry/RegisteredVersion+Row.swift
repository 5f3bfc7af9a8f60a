import Catalog
import Identifiers
import PostgresClient

extension RegisteredVersion {
    /// Of `v`, `m` and `maker`, but for the aliases.
    static let columns: SQL = """
        \(ModelVersion.columns), coalesce(maker.email, maker.display_name) AS maker_name,
        v.tag_keys, v.tag_values
        """

    /// A `WHERE` on `v` and `m` follows.
    static let selection: SQL = """
        SELECT \(columns),
            ARRAY(SELECT a.alias FROM model_aliases a WHERE a.version_id = v.id ORDER BY a.alias) AS alias_names
        FROM model_versions v JOIN models m ON m.id = v.model_id JOIN principals maker ON maker.id = v.created_by
        """

    /// The same without aliases, as searches show it.
    static let selectionForSearch: SQL = """
        SELECT \(columns), ARRAY[]::text[] AS alias_names
        FROM model_versions v JOIN models m ON m.id = v.model_id JOIN principals maker ON maker.id = v.created_by
        """

    init(_ row: PostgresRow) throws {
        self.init(
            version: try ModelVersion(row),
            creatorName: try row.decode("maker_name"),
            tags: RegistryTag.pairs(try row.decode("tag_keys"), try row.decode("tag_values")),
            aliases: try row.decode("alias_names")
        )
    }
}
