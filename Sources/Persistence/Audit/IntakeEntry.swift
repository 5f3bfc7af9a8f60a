import Audit
import Identifiers
import PostgresClient

/// A committed entry on its way into the log.
struct IntakeEntry: Sendable {
    let id: AuditEntryID
    let body: [UInt8]
    let label: Label

    init(_ row: PostgresRow) throws {
        id = try row.decode("entry_id")
        body = try row.decode("body")
        label = Label(body: body, emittedAt: try row.decode("emitted_at"))
    }

    /// What the log can be searched by. It repeats parts of the body and proves nothing.
    struct Label: Sendable {
        let occurredAt: Instant
        let actorID: AuditEntryID?
        let action: String
        let resourceKind: String
        let resourceName: String?

        /// A body that is no event is logged all the same, under a label that says so: the log must not stand
        /// still.
        init(body: [UInt8], emittedAt: Instant) {
            let event = try? AuditEvent(decoding: body)
            let resource = event?.resource
            occurredAt = event?.time ?? emittedAt
            actorID = event.flatMap { AuditEntryID($0.actor.principalID) }
            action = Self.indexable(event?.action ?? "unreadable")
            resourceKind = Self.indexable(resource?.type ?? "unreadable")
            resourceName = resource.map { Self.indexable($0.name ?? $0.id) }
        }

        /// What a text column and its index can hold: no U+0000, and far under a third of a page.
        private static func indexable(_ text: String) -> String {
            String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter { $0 != "\0" }.prefix(lengthMax)))
        }

        private static let lengthMax = 256
    }
}
