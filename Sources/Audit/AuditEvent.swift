package import Identifiers

/// One governance event: who did what to which thing when, and why. Its canonical bytes are a leaf of the
/// log.
package struct AuditEvent: Hashable, Sendable {
    /// The longest event in bytes, which is the longest entry of a log.
    package static let bytesMax = 65_535
    /// The version of the encoding that is written and read.
    static let formatVersion = "1"

    /// A version 7 id, so that an event is the same event wherever it is copied.
    package let id: AuditEntryID
    package let time: Instant
    package let actor: AuditActor
    /// Lower-case words joined by dots, such as `models.create`.
    package let action: String
    package let resource: AuditResource?
    /// Digests of the changed state's canonical form; nil where there was none or will be none.
    package let before: Digest?
    package let after: Digest?
    package let reason: String?
    /// Anything else, without numbers: readers that hold numbers as doubles would lose digits, so write
    /// strings.
    package let details: [String: JSONValue]
    package let requestID: String?
    /// SHA-256 of the client's idempotency key.
    package let idempotencyKey: Digest?

    package init(
        id: AuditEntryID,
        time: Instant,
        actor: AuditActor,
        action: String,
        resource: AuditResource? = nil,
        before: Digest? = nil,
        after: Digest? = nil,
        reason: String? = nil,
        details: [String: JSONValue] = [:],
        requestID: String? = nil,
        idempotencyKey: Digest? = nil
    ) {
        self.id = id
        self.time = time
        self.actor = actor
        self.action = action
        self.resource = resource
        self.before = before
        self.after = after
        self.reason = reason
        self.details = details
        self.requestID = requestID
        self.idempotencyKey = idempotencyKey
    }
}

/// The id of one event in the audit log.
package typealias AuditEntryID = Identifier<AuditEvent>
