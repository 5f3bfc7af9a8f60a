package import Access
package import Identifiers

/// What somebody wants to know of usage, unchecked.
package struct UsageRequest: Hashable, Sendable {
    private static let daysDefault = 30
    private static let daySeconds = 86_400.0

    package var from: Instant?
    package var to: Instant?
    package var grouping: [UsageQuery.Grouping]

    package init(from: Instant? = nil, to: Instant? = nil, grouping: [UsageQuery.Grouping]) {
        self.from = from
        self.to = to
        self.grouping = grouping
    }

    func query(at now: Instant) throws -> UsageQuery {
        // A report up to now has what was written at this very moment.
        let end = to ?? now.advanced(bySeconds: 0.000_001)
        let start = from ?? end.advanced(bySeconds: -Self.daySeconds * Double(Self.daysDefault))
        var check = InputCheck()
        if start >= end { check.fault("to", "must be later than from") }
        if end.secondsSince(start) > Self.daySeconds * Double(ReadUsage.daysMax) {
            check.fault("from", "must be at most \(ReadUsage.daysMax) days before to")
        }
        if Set(grouping).count < grouping.count { check.fault("group_by", "must not name anything twice") }
        try check.finish()
        return UsageQuery(from: start, to: end, grouping: grouping)
    }
}
