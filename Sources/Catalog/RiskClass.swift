/// How much a model can harm people, in the four tiers of the EU AI Act (Regulation 2024/1689, recital 26).
package enum RiskClass: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nobody has said yet: registered by a client that knows no risk classes.
    case unclassified
    case minimal
    case limited
    case high
    /// Registered only so that it is on record as refused.
    case unacceptable
}
