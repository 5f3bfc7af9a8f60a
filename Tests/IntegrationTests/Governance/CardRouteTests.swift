import Identifiers
import Testing

@Suite("Model cards over HTTP")
struct CardRouteTests {
    private static let path = "/api/v1/models/\(Stage.model)/card"
    private static let version = "/api/v1/models/\(Stage.model)/versions/\(Stage.sealedVersion)/card"

    @Test("A card that nobody wrote shows what the catalog knows and what is missing")
    func empty() async throws {
        try await withStage { stage in
            let page = try await stage.expect(.get(Self.path), by: .employee)
            #expect(page.header("ETag") == "\"0\"")
            #expect(try page.json["is_complete"] == false)
            let facts = try page.json["sections"]?.array?.first?["from_catalog"]?.array ?? []
            #expect(facts.contains(["label": "Owner", "value": .string(Cast.team)]))
            let review = try await stage.expect(.get("\(Self.path)/review"), by: .employee).json
            #expect(review["filled_count"] == 0)
            #expect(review["faults"]?.array?.isEmpty == false)
        }
    }

    @Test("Every revision is kept, and one written on an older page is refused")
    func revisions() async throws {
        try await withStage { stage in
            let first = try await stage.expect(
                .put(Self.path, RouteTable.card).with("If-Match", "\"0\""),
                by: .engineer
            )
            #expect(first.header("ETag") == "\"1\"")
            let late = try await stage.send(.put(Self.path, [:]).with("If-Match", "\"0\""), by: .engineer)
            #expect(late.status == 412)
            try await stage.expect(.put(Self.path, ["caveats": ["limitations": ["b"]]]), by: .engineer)
            let history = try await stage.expect(.get("\(Self.path)/history?page_size=1"), by: .reviewer)
            #expect(try history.items.map { $0["revision"]?["revision"]?.integer } == [2])
            let token = try #require(try history.json["next_page_token"]?.string)
            let older = try await stage.expect(
                .get("\(Self.path)/history?page_size=1&page_token=\(token)"),
                by: .reviewer
            )
            #expect(try older.items.first?["document"] == RouteTable.card)
            #expect(try older.json["next_page_token"]?.string == nil)
        }
    }

    @Test("A version's own section stands before the model's, and the page says whose it is")
    func versions() async throws {
        try await withStage { stage in
            try await stage.expect(.put(Self.path, RouteTable.card), by: .engineer)
            try await stage.expect(.put(Self.version, ["caveats": ["limitations": ["own"]]]), by: .engineer)
            let page = try await stage.expect(.get(Self.version), by: .employee).json
            let sections = page["sections"]?.array ?? []
            let caveats = sections.first { $0["section"] == "caveats" }
            #expect(caveats?["written"] == ["limitations": ["own"]])
            #expect(caveats?["source"]?["card"] == "version")
            let details = sections.first { $0["section"] == "model_details" }
            #expect(details?["source"]?["card"] == "model")
            let labels = details?["from_catalog"]?.array?.compactMap { $0["label"]?.string } ?? []
            #expect(labels.contains("Manifest digest"))
        }
    }

    @Test("A faulty card is refused with every fault, and nothing is kept")
    func refuses() async throws {
        try await withStage { stage in
            let bad: JSONValue = ["extras": 1, "caveats": ["limitations": "one"]]
            let before = try await stage.platform.contents()
            let refused = try await stage.send(.put(Self.path, bad), by: .engineer)
            #expect(refused.status == 422)
            #expect(try refused.json["errors"]?.array?.count == 2)
            let tried = try await stage.expect(.post("\(Self.path)/review", bad), by: .engineer).json
            #expect(tried["faults"]?.array?.filter { $0["kind"] == "invalid" }.count == 2)
            #expect(try await stage.platform.contents() == before)
            #expect(try await stage.send(.put("/api/v1/models/none/card", [:]), by: .engineer).status == 404)
        }
    }

    @Test("The HTML page may run nothing and load nothing")
    func html() async throws {
        try await withStage { stage in
            try await stage.expect(
                .put(Self.path, ["model_details": ["summary": "<script>alert(1)</script>"]]),
                by: .engineer
            )
            let page = try await stage.expect(.get("\(Self.path)?format=html"), by: .employee)
            #expect(page.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
            #expect(!page.text.contains("<script"))
            let markdown = try await stage.expect(.get("\(Self.path)?format=markdown"), by: .employee)
            #expect(markdown.text.contains("\\<script\\>"))
            #expect(try await stage.send(.get("\(Self.path)?format=pdf"), by: .employee).status == 422)
        }
    }
}
