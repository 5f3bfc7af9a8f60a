package import Identifiers

/// What an entry of the log is searched by: parts of its body that a store repeats beside it.
///
/// The tree proves bodies alone. A label is worth what the comparison with `init(ofBody:)` says.
package struct AuditEntryLabel: Hashable, Sendable {
    private static let lengthMax = 256

    package let entryID: AuditEntryID
    package let occurredAt: Instant
    /// Nil when the actor has no id of ours.
    package let actorID: Identifier<AuditActor>?
    package let action: String
    package let resourceKind: String
    /// The thing's name, else its id; nil when the entry names no thing.
    package let resourceName: String?

    package init(
        entryID: AuditEntryID,
        occurredAt: Instant,
        actorID: Identifier<AuditActor>?,
        action: String,
        resourceKind: String,
        resourceName: String?
    ) {
        self.entryID = entryID
        self.occurredAt = occurredAt
        self.actorID = actorID
        self.action = action
        self.resourceKind = resourceKind
        self.resourceName = resourceName
    }

    /// Nil for a body that is no event.
    package init?(ofBody body: [UInt8]) {
        guard let event = try? AuditEvent(decoding: body) else { return nil }
        self.init(
            entryID: event.id,
            occurredAt: event.time,
            actorID: Identifier(event.actor.principalID),
            action: Self.indexable(event.action),
            resourceKind: Self.indexable(event.resource?.type ?? "unreadable"),
            resourceName: event.resource.map { Self.indexable($0.name ?? $0.id) }
        )
    }

    /// What a text column and its index can hold: no U+0000, and far under a third of a page.
    private static func indexable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter { $0 != "\0" }.prefix(lengthMax)))
    }
}
