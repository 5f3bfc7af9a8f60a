import Audit
import Identifiers
import PostgresClient

extension AuditLogEntry {
    static let columns: SQL =
        """
        index, body, leaf, entry_id, occurred_at, actor_id, action, resource_kind, resource_name
        """

    init(_ row: PostgresRow) throws {
        self.init(
            index: UInt64(clamping: try row.decode("index", as: Int64.self)),
            body: try row.decode("body"),
            leaf: try row.decode("leaf"),
            label: AuditEntryLabel(
                entryID: try row.decode("entry_id"),
                occurredAt: try row.decode("occurred_at"),
                actorID: try row.decode("actor_id"),
                action: try row.decode("action"),
                resourceKind: try row.decode("resource_kind"),
                resourceName: try row.decode("resource_name")
            )
        )
    }
}
