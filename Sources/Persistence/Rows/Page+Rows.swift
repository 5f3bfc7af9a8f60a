import Access
import Identifiers
import PostgresClient

extension Page {
    /// A page from a query that asked for one row more than the page holds.
    init(_ rows: [PostgresRow], size: Int, key: (Item) -> String, _ read: (PostgresRow) throws -> Item) throws
    {
        let items = try rows.prefix(size).map(read)
        self.init(items: items, next: rows.count > size ? items.last.map(key) : nil)
    }
}

extension PageRequest {
    /// One more than the page holds, to see whether another page follows.
    var rowLimit: Int { size + 1 }

    /// The id that the page begins after; nil on the first page.
    func afterID<Entity>(_: Identifier<Entity>.Type) throws(StoreFault) -> Identifier<Entity>? {
        try after(reading: { Identifier<Entity>($0) })
    }

    /// The number that the page begins after; nil on the first page.
    func afterNumber() throws(StoreFault) -> Int? {
        try after(reading: { Int($0) })
    }

    private func after<Key>(reading read: (String) -> Key?) throws(StoreFault) -> Key? {
        guard let after else { return nil }
        guard let key = read(after) else {
            throw .invalid(field: "page_token", detail: "is not one that a page of this listing ended with.")
        }
        return key
    }
}
