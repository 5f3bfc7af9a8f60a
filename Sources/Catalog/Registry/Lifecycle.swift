/// Where a version stands between its first file and its end.
package enum Lifecycle: String, Hashable, Sendable, Codable, CaseIterable {
    /// Its files may still change.
    case draft
    /// Complete and put forward.
    case candidate
    /// Tried out where nobody depends on it.
    case staging
    /// Fed with live requests, its answers thrown away.
    case shadow
    /// Answers a part of the live requests.
    case canary
    case production
    /// Still answers those who use it, but nobody should begin to.
    case deprecated
    /// Out of use for ever; everything known of it stays.
    case retired

    /// Whether its answers reach people, so that going there, and leaving it, is for the promotion gate to decide.
    package var isPromoted: Bool { self == .canary || self == .production }
}
