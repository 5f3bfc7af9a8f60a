/// Rows of a search and the keys of the last one, when more follow.
package struct SearchRows<Item: Sendable>: Sendable {
    package var items: [Item]
    package var next: [SearchPageToken.Key]?

    package init(items: [Item], next: [SearchPageToken.Key]?) {
        self.items = items
        self.next = next
    }
}
