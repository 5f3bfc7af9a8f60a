package import Identifiers

/// Where a dataset version stands by its dataset's rule of retention.
package struct DatasetStanding: Hashable, Sendable, Codable {
    /// When the rule's action is due; nil: never.
    package var dueAt: Instant?
    /// What is due then; nil without a rule.
    package var action: RetentionRule.Action?
    /// When the files that were held here were let go; nil while they are here, or never were.
    package var purgedAt: Instant?

    package init(dueAt: Instant? = nil, action: RetentionRule.Action? = nil, purgedAt: Instant? = nil) {
        self.dueAt = dueAt
        self.action = action
        self.purgedAt = purgedAt
    }

    package enum Word: String, Hashable, Sendable, Codable, CaseIterable {
        case kept
        /// What the rule asks for is due, and nobody has said here that it was done.
        case expired
        /// The files are gone; what they were stays known.
        case purged
    }

    /// A version is expired from the very instant that the rule names; a purge goes before that.
    package func word(at now: Instant) -> Word {
        if purgedAt != nil { return .purged }
        return dueAt.map { $0 <= now } == true ? .expired : .kept
    }
}
