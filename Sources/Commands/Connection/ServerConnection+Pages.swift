import Identifiers

extension ServerConnection {
    /// Items of a listing, and whether there are more than were asked for.
    struct Listing: Sendable {
        var items: [JSONValue] = []
        var hasMore = false
    }

    private static let pageItemsMax = 200

    /// Follows the pages of a listing until it ends or `itemsMax` items are there.
    func list(_ path: AddressPath, query: [(String, String?)] = [], itemsMax: Int) async throws -> Listing {
        var listing = Listing()
        var token: String?
        repeat {
            let size = min(Self.pageItemsMax, itemsMax - listing.items.count)
            let page = try await get(
                path,
                query: query + [("page_size", String(size)), ("page_token", token)]
            ).value
            let items = page["items"]?.array ?? []
            listing.items += items
            token = items.isEmpty ? nil : page["next_page_token"]?.string
        } while token != nil && listing.items.count < itemsMax
        listing.hasMore = token != nil
        return listing
    }
}
