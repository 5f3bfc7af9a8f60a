/// A search in MLflow's language.
package struct RegistrySearch: Hashable, Sendable {
    /// All of them hold.
    package var clauses: [SearchClause]
    /// Empty: in the order that the search has by itself.
    package var order: [SearchOrder]
    package var size: Int
    /// Where the page begins: the last keys of the page before.
    package var after: [SearchPageToken.Key]?

    package init(
        clauses: [SearchClause],
        order: [SearchOrder],
        size: Int,
        after: [SearchPageToken.Key]?
    ) {
        self.clauses = clauses
        self.order = order
        self.size = size
        self.after = after
    }
}

/// What a search found, and where its next page begins; nil on the last one.
package struct RegistryPage<Item: Sendable>: Sendable {
    package var items: [Item]
    package var next: [SearchPageToken.Key]?

    package init(items: [Item], next: [SearchPageToken.Key]?) {
        self.items = items
        self.next = next
    }
}
