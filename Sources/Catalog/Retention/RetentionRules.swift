package import Identifiers

/// How long the files of a model are kept after it went out of use. A risk class that is not named is kept for ever.
package struct RetentionRules: Hashable, Sendable {
    /// The longest time that a rule may ask for.
    package static let yearsMax = 1_000
    private static let secondsPerYear = 31_556_952.0

    private let years: [RiskClass: Int]

    /// Nothing may ever go.
    package static let keepingEverything = RetentionRules(known: [:])

    private init(known years: [RiskClass: Int]) {
        self.years = years
    }

    /// Refuses years below 0 or above `yearsMax`.
    package init?(years: [RiskClass: Int]) {
        guard years.values.allSatisfy({ (0...Self.yearsMax).contains($0) }) else { return nil }
        self.years = years
    }

    /// Nil: for ever.
    package func years(for risk: RiskClass) -> Int? { years[risk] }

    /// When what went out of use at `end` may go; nil means never. A year has 365.2425 days.
    package func keptUntil(endingAt end: Instant, risk: RiskClass) -> Instant? {
        years[risk].map { end.advanced(bySeconds: Double($0) * Self.secondsPerYear) }
    }
}
