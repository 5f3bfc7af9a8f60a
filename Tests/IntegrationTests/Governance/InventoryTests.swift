import Identifiers
import Testing

@Suite("The inventory of models")
struct InventoryTests {
    private static let model = "/api/v1/models/\(Stage.model)"

    @Test("It says who owns a model, in what state it is, on what data it depends, and what is missing")
    func entry() async throws {
        try await withStage { stage in
            try await stage.expect(
                .post(
                    "\(Self.model)/versions/1/lineage",
                    ["dataset": .string(Stage.dataset), "dataset_version": 1, "role": "training"]
                ),
                by: .engineer
            )
            let entry = try #require(
                try await stage.expect(.get("/api/v1/inventory"), by: .reviewer).items.first
            )
            #expect(entry["name"]?.string == Stage.model)
            #expect(entry["owner_team"]?.string == Cast.team)
            #expect(entry["newest_version"] == 2)
            #expect(entry["datasets"] == ["claims/1"])
            #expect(entry["gaps"] == ["card_missing", "data_claimed"])
            try await stage.expect(.put("\(Self.model)/card", RouteTable.card), by: .engineer)
            let after = try await stage.expect(.get("/api/v1/inventory?q=fraud"), by: .reviewer).items.first
            #expect(after?["gaps"] == ["card_incomplete", "data_claimed"])
            #expect(after?["card_revision"] == 1)
        }
    }

    @Test("It is narrowed by gap, state, data, environment and words, and refuses what it does not know")
    func narrows() async throws {
        try await withStage { stage in
            let narrowings: [(String, Int, Int)] = [
                ("gap=card_missing", 1, 200), ("gap=risk_unclassified", 0, 200),
                ("lifecycle=candidate", 1, 200),
                ("lifecycle=production", 0, 200), ("dataset=claims", 0, 200),
                ("environment=production", 0, 200),
                ("q=fraud&owner_team=risk", 1, 200), ("owner_team=pricing", 0, 200),
                ("risk_class=minimal", 0, 200),
                ("gap=x", 0, 422), ("lifecycle=x", 0, 422), ("dataset=a%2Fb", 0, 422), ("format=pdf", 0, 422),
            ]
            for (query, count, status) in narrowings {
                let exchange = try await stage.send(.get("/api/v1/inventory?\(query)"), by: .employee)
                #expect(exchange.status == status, "\(query): \(exchange.text)")
                if status == 200 { #expect(try exchange.items.count == count, "\(query)") }
            }
        }
    }

    @Test("It is a table for spreadsheets too, in which no cell is a formula")
    func table() async throws {
        try await withStage { stage in
            let fields: JSONValue = [
                "name": "plus", "owner_team": .string(Cast.team), "accountable": "engineer@example.com",
                "purpose": "=HYPERLINK(\"http://x\")", "risk_class": "minimal",
            ]
            try await stage.expect(.post("/api/v1/models", fields), by: .engineer)
            let table = try await stage.expect(.get("/api/v1/inventory?format=csv"), by: .reviewer)
            let lines = table.text.split(separator: "\r\n")
            #expect(lines.count == 3)
            #expect(lines[0].hasPrefix("name,owner_team,accountable,risk_class,purpose"))
            #expect(lines[2].contains("\"'=HYPERLINK(\"\"http://x\"\")\""))
        }
    }
}
