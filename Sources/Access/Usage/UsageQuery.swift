package import Identifiers

/// Which usage is summed, and by what.
package struct UsageQuery: Hashable, Sendable {
    package enum Grouping: String, Hashable, Sendable, CaseIterable {
        case team
        case principal
        /// Name, version, digest and precision.
        case model
        case kind
        case outcome
        /// Of the calendar in UTC.
        case day
    }

    package var from: Instant
    /// Exclusive.
    package var to: Instant
    /// No member twice; none: one sum of everything.
    package var grouping: [Grouping]

    package init(from: Instant, to: Instant, grouping: [Grouping]) {
        self.from = from
        self.to = to
        self.grouping = grouping
    }
}
