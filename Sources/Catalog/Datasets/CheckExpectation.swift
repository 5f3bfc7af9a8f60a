/// What was observed: one value. NaN and infinity are no values.
package enum ObservedValue: Hashable, Sendable {
    case number(Double)
    case text(String)
    case truth(Bool)

    /// Nil for a number that is not finite.
    package init?(finite number: Double) {
        guard number.isFinite else { return nil }
        self = .number(number)
    }
}

/// What a check expects: bounds, an exact value, or only words for people.
package struct CheckExpectation: Hashable, Sendable, Codable {
    /// At most 4,000 characters.
    package var text: String
    /// Below or above these the check fails.
    package var minimum: Double?
    package var maximum: Double?
    /// Below or above these it warns.
    package var warnBelow: Double?
    package var warnAbove: Double?
    /// Anything else fails.
    package var equals: ObservedValue?

    package init(
        text: String,
        minimum: Double? = nil,
        maximum: Double? = nil,
        warnBelow: Double? = nil,
        warnAbove: Double? = nil,
        equals: ObservedValue? = nil
    ) {
        self.text = text
        self.minimum = minimum
        self.maximum = maximum
        self.warnBelow = warnBelow
        self.warnAbove = warnAbove
        self.equals = equals
    }

    /// Whether the outcome can be judged from the observed value alone.
    package var isJudged: Bool { isBounded || equals != nil }

    /// The outcome and why. Nothing observed fails; a claimed outcome counts when it is worse than the judged one.
    package func judge(_ observed: ObservedValue?, claimed: CheckOutcome?) -> (CheckOutcome, reason: String) {
        guard let observed else { return (.fail, "No value was observed, which counts as a failure.") }
        guard isJudged else {
            guard let claimed else { return (.fail, "Neither a criterion nor an outcome was given.") }
            return (claimed, "As the program that ran the check reported.")
        }
        let (judged, reason) = judge(observed)
        let outcome = judged.worse(than: claimed)
        return (
            outcome, outcome == judged ? reason : "\(reason) The program that ran the check reported worse."
        )
    }

    private var isBounded: Bool {
        minimum != nil || maximum != nil || warnBelow != nil || warnAbove != nil
    }

    private func judge(_ observed: ObservedValue) -> (CheckOutcome, String) {
        if let equals, equals != observed {
            return (.fail, "Observed \(observed) where \(equals) was expected.")
        }
        guard isBounded else { return (.pass, "Observed \(observed), as expected.") }
        guard case .number(let number) = observed, number.isFinite else {
            return (.fail, "Observed \(observed) where a number was expected.")
        }
        if let minimum, !(number >= minimum) {
            return (.fail, "Observed \(number), below the minimum \(minimum).")
        }
        if let maximum, !(number <= maximum) {
            return (.fail, "Observed \(number), above the maximum \(maximum).")
        }
        if let warnBelow, !(number >= warnBelow) { return (.warn, "Observed \(number), below \(warnBelow).") }
        if let warnAbove, !(number <= warnAbove) { return (.warn, "Observed \(number), above \(warnAbove).") }
        return (.pass, "Observed \(number), within the bounds.")
    }
}

extension ObservedValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .text(let text): "“\(text.prefix(200))”"
        case .truth(let truth): "\(truth)"
        }
    }
}

extension ObservedValue: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let truth = try? container.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .truth(let truth): try container.encode(truth)
        }
    }
}
