package import Identifiers

/// The newest result of every check on a dataset version, counted.
package struct CheckSummary: Hashable, Sendable, Codable {
    package var passCount: Int
    package var warnCount: Int
    package var failCount: Int
    /// When the newest of them ran; nil without any.
    package var lastRunAt: Instant?

    package init(passCount: Int = 0, warnCount: Int = 0, failCount: Int = 0, lastRunAt: Instant? = nil) {
        self.passCount = passCount
        self.warnCount = warnCount
        self.failCount = failCount
        self.lastRunAt = lastRunAt
    }

    /// The worst of the newest results; nil when nothing was ever checked, which is no pass.
    package var outcome: CheckOutcome? {
        if failCount > 0 { return .fail }
        if warnCount > 0 { return .warn }
        return passCount > 0 ? .pass : nil
    }
}
