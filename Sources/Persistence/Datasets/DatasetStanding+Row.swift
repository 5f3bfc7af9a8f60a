import Catalog
import PostgresClient

extension DatasetStanding {
    /// Selected from `dataset_versions dv`, `datasets d` and, where there is one, `dataset_purges gone`.
    static let columns: SQL = """
        retention_due(dv.created_at, d.retention_days, d.retention_until) AS due_at, d.retention_action,
            gone.purged_at
        """

    init(_ row: PostgresRow) throws {
        self.init(
            dueAt: try row.decode("due_at"),
            action: try row.decode("retention_action"),
            purgedAt: try row.decode("purged_at")
        )
    }
}
