import Identifiers
import Testing

@Suite("Listings in pages")
struct PagingTests {
    /// All items of a listing, fetched page by page.
    private static func walk(_ path: String, size: Int, by person: Person, _ stage: Stage) async throws
        -> [JSONValue]
    {
        var (items, token): ([JSONValue], String?) = ([], nil)
        repeat {
            let query =
                "\(path.contains("?") ? "&" : "?")page_size=\(size)"
                + (token.map { "&page_token=\($0)" } ?? "")
            let page = try await stage.expect(.get(path + query), by: person)
            #expect(try page.items.count <= size)
            items += try page.items
            token = try page.json["next_page_token"]?.string
        } while token != nil
        return items
    }

    @Test("Pages of any size put together are the whole listing, in one order, nothing twice")
    func pagesAreComplete() async throws {
        try await withStage { stage in
            for name in ["b", "a", "é", "C", "c d", "模型"] {
                try await stage.expect(.post("/api/v1/models", Stage.model(name)), by: .engineer)
                try await stage.expect(.post("/api/v1/models/\(Stage.model)/versions"), by: .engineer)
            }
            let listings = [
                "/api/v1/models", "/api/v1/models?owner_team=risk", "/api/v1/models/\(Stage.model)/versions",
                "/api/v1/principals", "/api/v1/groups", "/api/v1/datasets", "/api/v1/sources",
                "/api/v1/datasets/\(Stage.dataset)/versions", "/api/v1/sources/\(Stage.source)/imports",
                "/api/v1/tokens",
            ]
            for path in listings {
                let whole = try await Self.walk(path, size: 1000, by: .admin, stage)
                #expect(!whole.isEmpty, "\(path)")
                for size in [1, 2, 3, 7] {
                    let inPages = try await Self.walk(path, size: size, by: .admin, stage)
                    #expect(inPages.map(\.["id"]) == whole.map(\.["id"]), "\(path) by \(size)")
                }
            }
        }
    }
}
