/// One page of a listing: keyset pagination, so that a page costs the same wherever it lies.
package struct PageRequest: Hashable, Sendable {
    package static let sizeDefault = 50
    package static let sizeMax = 1000

    package var size: Int
    /// The sort key after which the page begins; nil for the first page.
    package var after: String?

    /// Nil when the size is outside 1...`sizeMax`.
    package init?(size: Int = sizeDefault, after: String? = nil) {
        guard (1...Self.sizeMax).contains(size) else { return nil }
        self.size = size
        self.after = after
    }
}

/// Items in order and where the next page begins.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item]
    /// Pass as `PageRequest.after`; nil on the last page.
    package var next: String?

    package init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}
