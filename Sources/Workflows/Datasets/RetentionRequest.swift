package import Catalog
package import Identifiers

/// How long versions are kept, as a client says it: days or an end, and what happens then.
package struct RetentionRequest: Hashable, Sendable {
    package var days: Int?
    package var until: Instant?
    package var action: RetentionRule.Action

    package init(days: Int?, until: Instant?, action: RetentionRule.Action) {
        self.days = days
        self.until = until
        self.action = action
    }
}

extension InputCheck {
    private static let territoriesMax = 50

    mutating func residency(_ field: String, _ codes: [String]) -> [Territory] {
        if codes.count > Self.territoriesMax {
            fault(field, "must have at most \(Self.territoriesMax) codes")
        }
        let found = codes.prefix(Self.territoriesMax).enumerated().compactMap { index, code in
            required("\(field)[\(index)]", code, Territory.init)
        }
        return Set(found).sorted()
    }

    /// Exactly one of days and end.
    mutating func retention(_ field: String, _ asked: RetentionRequest) -> RetentionRule? {
        switch (asked.days, asked.until) {
        case (let days?, nil):
            guard (1...RetentionRule.daysMax).contains(days) else {
                fault("\(field).days", "must be 1 to \(RetentionRule.daysMax)")
                return nil
            }
            return RetentionRule(period: .days(days), action: asked.action)
        case (nil, let end?): return RetentionRule(period: .until(end), action: asked.action)
        default:
            fault(field, "must have either days or until, and what happens then")
            return nil
        }
    }
}
