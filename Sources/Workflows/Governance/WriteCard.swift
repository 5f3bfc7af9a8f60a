package import Access
package import Catalog
package import Identifiers

/// Writes and reads model cards.
///
/// A model has a card, and a version may have one of its own, whose sections replace the model's: most of a card holds for every version, and what does not is written once beside it.
package struct WriteCard: Sendable {
    private let cards: any CardStore
    private let catalog: any CatalogStore
    private let gate: Gate

    package init(cards: any CardStore, catalog: any CatalogStore, gate: Gate) {
        self.cards = cards
        self.catalog = catalog
        self.gate = gate
    }

    /// Adds a revision. What is missing may be missing still; what is wrong is refused, every fault at once.
    package func callAsFunction(
        _ document: JSONValue,
        of model: ResourceName,
        version: Int?,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ModelCard> {
        let found = try await catalog.model(named: model)
        let part = version.map { "/\($0)" } ?? ""
        let resource = Resource(.model, named: model, part: part, of: found)
        let grant = try gate.grant(actor, .cardsWrite, on: resource, request)
        let reading = CardReading(document)
        guard reading.faults.isEmpty else {
            throw InvalidInput(reading.faults.map { .init(field: $0.field, detail: $0.detail) })
        }
        return try await cards.writeCard(
            reading.document,
            of: model,
            version: version,
            expecting: revision,
            under: grant
        )
    }

    /// Every field that a card may have.
    package func schema(by actor: Actor) throws -> [CardField] {
        try gate.check(actor, .modelsRead, on: Resource(.model))
        return CardSchema.fields
    }

    /// What people wrote beside what the catalog knows.
    package func page(of model: ResourceName, version: Int?, by actor: Actor) async throws -> CardPage {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: model.text))
        guard let facts = try await cards.cardFacts(of: model, version: version, at: gate.now) else {
            let what = version.map { "Version \($0) of model \(model)" } ?? "Model \(model)"
            throw StoreFault.notFound(what: what)
        }
        let modelCard = try await cards.card(of: model, version: nil)
        let versionCard = version == nil ? nil : try await cards.card(of: model, version: version)
        return try CardPage(facts: facts, modelCard: modelCard, versionCard: versionCard)
    }

    package func history(
        of model: ResourceName,
        version: Int?,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<ModelCard> {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: model.text))
        return try await cards.cardHistory(of: model, version: version, page: page)
    }

    /// Every fault of a document that is not written yet, and what it would lack for the model's risk.
    package func review(
        _ document: JSONValue,
        of model: ResourceName,
        by actor: Actor
    ) async throws -> (faults: [CardFault], review: CardReview) {
        try gate.check(actor, .modelsRead, on: Resource(.model, name: model.text))
        guard let found = try await catalog.model(named: model) else {
            throw StoreFault.notFound(what: "Model \(model)")
        }
        let reading = CardReading(document)
        let review = CardReview(filled: reading.document.filledFields, riskClass: found.riskClass)
        return (reading.faults, review)
    }
}
