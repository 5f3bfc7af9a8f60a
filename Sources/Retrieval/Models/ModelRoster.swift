/// The models that this server runs, all admitted by the catalog.
package struct ModelRoster: Sendable {
    /// Whose vectors the search index holds.
    package let indexEmbedder: any TextEmbedder
    /// The index's own first, where it is served.
    package let embedders: [any TextEmbedder]
    package let rerankers: [any TextReranker]

    /// With `servesFirst` false, `first` only stands where no model was admitted: nobody is offered it.
    package init(
        _ first: any TextEmbedder,
        servesFirst: Bool = true,
        embedders: [any TextEmbedder] = [],
        rerankers: [any TextReranker] = []
    ) {
        indexEmbedder = first
        self.embedders = (servesFirst ? [first] : []) + embedders
        self.rerankers = rerankers
    }

    /// By catalog name, then the first of that name, or by its pinned name.
    package func embedder(named name: String) -> (any TextEmbedder)? {
        embedders.first { $0.identity.name == name || $0.identity.pinnedName == name }
    }

    /// By catalog name, then the first of that name, or by its pinned name.
    package func reranker(named name: String) -> (any TextReranker)? {
        rerankers.first { $0.identity.name == name || $0.identity.pinnedName == name }
    }
}
