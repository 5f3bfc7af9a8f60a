import Identifiers

/// A card as it is read: what people wrote beside what the catalog knows, each marked as what it is.
package struct CardPage: Hashable, Sendable {
    package let facts: CardFacts
    /// The card of the model as a whole; nil when nobody wrote one.
    package let modelCard: ModelCard?
    /// The version's own card.
    package let versionCard: ModelCard?
    /// What holds for the version: its own sections, and the model's where it has none.
    package let written: CardDocument
    private let ownSections: Set<CardSection>

    package init(facts: CardFacts, modelCard: ModelCard?, versionCard: ModelCard?) throws {
        self.facts = facts
        self.modelCard = modelCard
        self.versionCard = versionCard
        let own = try versionCard?.content ?? .empty
        written = (try modelCard?.content ?? .empty).overridden(by: own)
        ownSections = Set(own.sections)
    }

    package var review: CardReview {
        CardReview(filled: written.filledFields, riskClass: facts.model.riskClass)
    }

    package var title: String {
        facts.version.map { "\(facts.model.name), version \($0.number)" } ?? facts.model.name.text
    }

    /// The card that a section's text comes from; nil when nobody wrote the section.
    package func source(of section: CardSection) -> ModelCard? {
        if ownSections.contains(section) { return versionCard }
        return written.sections.contains(section) ? modelCard : nil
    }

    /// `Written by Ada on …, revision 3 of the model's card.`
    func credit(of section: CardSection) -> String? {
        source(of: section).map { card in
            let whose = card.versionNumber.map { "version \($0)" } ?? "the model"
            return
                "Written by \(card.writtenByName), \(card.writtenAt.rfc3339), revision \(card.revision) of the card of \(whose)."
        }
    }

    func facts(of section: CardSection) -> [CatalogFact] {
        facts.facts.filter { $0.section == section }
    }

    /// One sentence on how complete the card is.
    var standing: String {
        let review = review
        let risk = review.riskClass.rawValue
        return review.isComplete
            ? "Complete for risk class \(risk)."
            : "Incomplete for risk class \(risk): \(review.filledCount) of \(review.requiredCount) required fields are filled."
    }
}
