import Catalog

/// A search as a client sends it: filter, order, page.
struct RegistryQuery {
    let search: RegistrySearch
    private let pages: SearchPageToken

    /// `name` keeps the tokens of different searches apart.
    init(_ grammar: SearchGrammar, _ name: String, _ fields: MLflowFields, size: Int) throws {
        let filter = try fields.filledText("filter")
        let order = try fields.texts("order_by")
        pages = SearchPageToken(query: [name, filter ?? ""] + order)
        search = RegistrySearch(
            clauses: try grammar.clauses(filter),
            order: try grammar.order(order),
            size: size,
            after: try pages.keys(of: try fields.filledText("page_token"))
        )
    }

    /// Nil on the last page.
    func token(of keys: [SearchPageToken.Key]?) -> String? {
        keys.map { pages.token(after: $0) }
    }
}
