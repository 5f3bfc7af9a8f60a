import Audit
import Identifiers
import PostgresClient

/// A committed entry on its way into the log.
struct IntakeEntry: Sendable {
    let id: AuditEntryID
    let body: [UInt8]
    let label: AuditEntryLabel

    /// A body that is no event is logged all the same, under a label that says so: the log must not stand still.
    init(_ row: PostgresRow) throws {
        id = try row.decode("entry_id")
        body = try row.decode("body")
        label =
            try AuditEntryLabel(ofBody: body)
            ?? AuditEntryLabel(
                entryID: id,
                occurredAt: try row.decode("emitted_at"),
                actorID: nil,
                action: "unreadable",
                resourceKind: "unreadable",
                resourceName: nil
            )
    }
}
