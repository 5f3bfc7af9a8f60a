import Catalog
import Identifiers

/// What the body of a change gives back: the outcome, and what the audit entry says about it.
struct Change<Value: Codable & Sendable>: Sendable {
    let value: Value
    let subject: ChangedSubject
    /// Digests of the state before and after, so that the entry can be held against the catalog later.
    let before: Digest?
    let after: Digest?
    let details: [String: JSONValue]
    /// What webhooks are told of the change, in this order.
    let notices: [WebhookNotice]

    /// - Parameter before: The state that was changed; nil when something new was made.
    init(
        _ value: Value,
        _ subject: ChangedSubject,
        before: Value? = nil,
        details: [String: JSONValue] = [:],
        notices: [WebhookNotice] = []
    ) throws {
        self.value = value
        self.subject = subject
        self.before = try before.map(StateDigest.of)
        self.after = try StateDigest.of(value)
        self.details = details
        self.notices = notices
    }
}

/// The thing that was changed, by the names it can be found under.
struct ChangedSubject: Sendable {
    var id: String?
    var name: String?
    var version: String?
    var digest: Digest?
}
