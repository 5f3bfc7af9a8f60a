/// The models that this server runs, all admitted by the catalog.
package struct ModelRoster: Sendable {
    /// The first is the one whose vectors the search index holds; never empty.
    package let embedders: [any TextEmbedder]
    package let rerankers: [any TextReranker]

    package init(
        _ first: any TextEmbedder,
        embedders: [any TextEmbedder] = [],
        rerankers: [any TextReranker] = []
    ) {
        self.embedders = [first] + embedders
        self.rerankers = rerankers
    }

    package var indexEmbedder: any TextEmbedder { embedders[0] }

    /// By catalog name, then the first of that name, or by its pinned name.
    package func embedder(named name: String) -> (any TextEmbedder)? {
        embedders.first { $0.identity.name == name || $0.identity.pinnedName == name }
    }

    /// By catalog name, then the first of that name, or by its pinned name.
    package func reranker(named name: String) -> (any TextReranker)? {
        rerankers.first { $0.identity.name == name || $0.identity.pinnedName == name }
    }
}
