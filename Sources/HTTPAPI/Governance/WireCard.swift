import Access
import Catalog
import Identifiers

/// The fields that cards may have.
struct WireCardSchema: Encodable, Sendable {
    struct Field: Encodable, Sendable {
        var field: String
        var title: String
        var kind: String
        var lengthMax: Int?
        var requiredFor: [RiskClass]
        var guidance: String
        var euAiActAnnexIv: String?

        init(_ field: CardField) {
            self.field = field.path
            title = field.title
            switch field.kind {
            case .text(let lengthMax): (kind, self.lengthMax) = ("text", lengthMax)
            case .list: kind = "list"
            case .links: kind = "links"
            case .measurements: kind = "measurements"
            }
            requiredFor = RiskClass.allCases.filter(field.requirement.applies)
            guidance = field.guidance
            euAiActAnnexIv = field.annexFour
        }
    }

    var schema = CardSchema.name
    var fields = CardSchema.fields.map(Field.init)
}

/// A card as a reader sees it, each section with where it comes from.
struct WireCardPage: Encodable, Sendable {
    struct Section: Encodable, Sendable {
        struct Source: Encodable, Sendable {
            /// `model` or `version`.
            var card: String
            var revision: Int64
            var writtenBy: String
            var writtenAt: Instant
        }

        struct Fact: Encodable, Sendable {
            var label: String
            var value: String
        }

        var section: CardSection
        var title: String
        var fromCatalog: [Fact]
        var written: JSONValue?
        var source: Source?
    }

    var schema = CardSchema.name
    var model: ResourceName
    var version: Int?
    var isComplete: Bool
    var riskClass: RiskClass
    var sections: [Section]
    var modelCard: WireCardRevision?
    var versionCard: WireCardRevision?

    init(_ page: CardPage) {
        model = page.facts.model.name
        version = page.facts.version?.number
        isComplete = page.review.isComplete
        riskClass = page.review.riskClass
        let facts = page.facts.facts
        let written = page.written.json
        sections = CardSection.allCases.map { section in
            Section(
                section: section,
                title: section.title,
                fromCatalog: facts.filter { $0.section == section }
                    .map { Section.Fact(label: $0.label, value: $0.value) },
                written: written[section.rawValue],
                source: page.source(of: section).map { card in
                    Section.Source(
                        card: card.versionID == nil ? "model" : "version",
                        revision: card.revision,
                        writtenBy: card.writtenByName,
                        writtenAt: card.writtenAt
                    )
                }
            )
        }
        modelCard = page.modelCard.map(WireCardRevision.init)
        versionCard = page.versionCard.map(WireCardRevision.init)
    }
}

/// One revision without its text.
struct WireCardRevision: Encodable, Sendable {
    var model: ResourceName
    var version: Int?
    var revision: Int64
    var digest: String
    var writtenAt: Instant
    var writtenBy: PrincipalID
    var writtenByName: String

    init(_ card: ModelCard) {
        model = card.modelName
        version = card.versionNumber
        revision = card.revision
        digest = "sha256:\(card.digest.hex)"
        writtenAt = card.writtenAt
        writtenBy = card.writtenBy
        writtenByName = card.writtenByName
    }
}

/// One revision with its text.
struct WireCardDocument: Encodable, Sendable {
    var revision: WireCardRevision
    var document: JSONValue

    init(_ card: ModelCard) throws {
        revision = WireCardRevision(card)
        document = try card.content.json
    }
}

/// What is missing or wrong, and how to mend it.
struct WireCardReview: Encodable, Sendable {
    struct Fault: Encodable, Sendable {
        var kind: CardFault.Kind
        var field: String
        var detail: String
        var euAiActAnnexIv: String?

        init(_ fault: CardFault) {
            kind = fault.kind
            field = fault.field
            detail = fault.detail
            euAiActAnnexIv = fault.annexFour
        }
    }

    var isComplete: Bool
    var riskClass: RiskClass
    var requiredCount: Int
    var filledCount: Int
    var faults: [Fault]

    init(_ review: CardReview, faults: [CardFault]) {
        isComplete = review.isComplete && faults.isEmpty
        riskClass = review.riskClass
        requiredCount = review.requiredCount
        filledCount = review.filledCount
        self.faults = (faults + review.faults).map(Fault.init)
    }
}
