/// What a card still lacks for its model's risk.
package struct CardReview: Hashable, Sendable {
    package let riskClass: RiskClass
    package let faults: [CardFault]
    /// How many of the fields that this risk requires are filled, and how many there are.
    package let filledCount: Int
    package let requiredCount: Int

    package var isComplete: Bool { faults.isEmpty }

    /// - Parameter filled: `CardDocument.filledFields`.
    package init(filled: some Sequence<String>, riskClass: RiskClass) {
        let filled = Set(filled)
        let required = CardSchema.fields.filter { $0.requirement.applies(to: riskClass) }
        let missing = required.filter { !filled.contains($0.path) }
        self.riskClass = riskClass
        requiredCount = required.count
        filledCount = required.count - missing.count
        faults = missing.map { CardFault(.missing, $0.path, $0.guidance, annexFour: $0.annexFour) }
    }
}
