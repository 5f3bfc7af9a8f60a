import Catalog
import Identifiers
import PostgresClient

extension ListedVersion {
    /// Of `v` and `version_maker`, in the order in which they are read.
    static let columns: SQL = """
        v.number, v.lifecycle, v.description, v.created_at, v.updated_at,
        coalesce(version_maker.email, version_maker.display_name), v.source, v.run_id, v.run_link, v.logged_model_id,
        v.tag_keys, v.tag_values
        """

    private static let stored: SQL = """
        v.number, v.lifecycle, v.description, v.created_at, v.updated_at, v.created_by, v.source, v.run_id, v.run_link,
        v.logged_model_id, v.tag_keys, v.tag_values
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

    /// From the cells that `columns` names; nil when the row has no version.
    init?(_ cells: inout RowCells) throws {
        guard let number = try cells.next(as: Int?.self) else { return nil }
        self.init(
            number: number,
            lifecycle: try cells.next(),
            description: try cells.next(),
            createdAt: try cells.next(),
            updatedAt: try cells.next(),
            creatorName: try cells.next(),
            source: try cells.next(),
            runID: try cells.next(),
            runLink: try cells.next(),
            loggedModelID: try cells.next(),
            tags: RegistryTag.pairs(try cells.next(), try cells.next())
        )
    }
}
