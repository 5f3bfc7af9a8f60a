package import Access
package import Identifiers

/// Where model cards are kept, every revision of them.
package protocol CardStore: Sendable {
    /// The newest revision of the card of the model, or of the version; nil when nobody wrote one.
    func card(of model: ResourceName, version: Int?) async throws -> ModelCard?
    /// Newest first. The page's key is a revision.
    func cardHistory(of model: ResourceName, version: Int?, page: PageRequest) async throws -> Page<ModelCard>
    /// Adds a revision. `expected` 0 means that there must be none yet; nil adds to whatever is there.
    func writeCard(
        _ document: CardDocument,
        of model: ResourceName,
        version: Int?,
        expecting expected: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<ModelCard>
    /// What the catalog knows; nil when there is no such model or version. At most 200 edges and 200 metrics.
    func cardFacts(of model: ResourceName, version: Int?, at now: Instant) async throws -> CardFacts?
}
