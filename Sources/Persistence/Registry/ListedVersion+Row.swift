import Catalog
import Identifiers
import PostgresClient

extension ListedVersion {
    /// Of `v`, `version_maker` and `version_tags`, in the order in which they are read.
    static let columns: SQL = """
        v.number, v.lifecycle, v.description AS version_description, v.created_at AS version_created_at,
        v.updated_at AS version_updated_at, coalesce(version_maker.email, version_maker.display_name) AS version_maker_name,
        v.source, v.run_id, v.run_link, v.logged_model_id,
        version_tags.keys AS version_tag_keys, version_tags.values AS version_tag_values
        """

    private static let stored: SQL = """
        v.id, v.number, v.lifecycle, v.description, v.created_at, v.updated_at, v.created_by, v.source, v.run_id, v.run_link,
        v.logged_model_id
        """

    /// Up to how many versions of a model are read to find the newest; of more, each lifecycle's is looked up.
    private static let versionsReadMax = 16

    /// In the text and not bound: a plan made for any list costs more than one for these, so it would be made anew for
    /// every page.
    private static let lifecycles: SQL = Lifecycle.allCases.map { "('\(raw: $0.rawValue)')" as SQL }.joined(
        separator: ", "
    )

    /// The newest version of each lifecycle of `m`.
    static let newest: SQL = """
        (SELECT DISTINCT ON (v.lifecycle) \(stored) FROM model_versions v
        WHERE m.version_count <= \(raw: String(versionsReadMax)) AND v.model_id = m.id AND v.deleted_at IS NULL
        ORDER BY v.lifecycle, v.number DESC)
        UNION ALL
        SELECT newest.* FROM (VALUES \(lifecycles)) AS step (lifecycle)
        CROSS JOIN LATERAL (
            SELECT \(stored) FROM model_versions v
            WHERE v.model_id = m.id AND v.lifecycle = step.lifecycle AND v.deleted_at IS NULL
            ORDER BY v.number DESC LIMIT 1
        ) newest
        WHERE m.version_count > \(raw: String(versionsReadMax))
        """

    /// Nil when the row has no version.
    init?(_ row: PostgresRow) throws {
        guard let number = try row.decode("number", as: Int?.self) else { return nil }
        self.init(
            number: number,
            lifecycle: try row.decode("lifecycle"),
            description: try row.decode("version_description"),
            createdAt: try row.decode("version_created_at"),
            updatedAt: try row.decode("version_updated_at"),
            creatorName: try row.decode("version_maker_name"),
            source: try row.decode("source"),
            runID: try row.decode("run_id"),
            runLink: try row.decode("run_link"),
            loggedModelID: try row.decode("logged_model_id"),
            tags: try RegistryTag.optionalPairs(row, "version_tag_keys", "version_tag_values")
        )
    }
}

extension RegistryTag {
    /// From two columns with arrays of the same length; null is none.
    static func optionalPairs(_ row: PostgresRow, _ keys: String, _ values: String) throws -> [RegistryTag] {
        guard let keys = try row.decode(keys, as: [String]?.self),
            let values = try row.decode(values, as: [String]?.self)
        else { return [] }
        return zip(keys, values).map { RegistryTag(storedKey: $0, value: $1) }
    }
}
