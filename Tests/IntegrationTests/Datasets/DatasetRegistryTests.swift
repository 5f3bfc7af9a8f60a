import Access
import Identifiers
import Testing

@Suite("The dataset registry over the API")
struct DatasetRegistryTests {
    private static let whole: JSONValue = [
        "name": "outcomes", "owner_team": .string(Cast.team), "accountable": "reviewer@example.com",
        "purpose": "Trains the fraud model", "licence": "cc-by-4.0", "sensitivity": "confidential",
        "residency": ["eu", "de", "DE"], "retention": ["days": 365, "then": "anonymise"],
    ]

    @Test("What is registered is answered in its one spelling, and null takes it away again")
    func fields() async throws {
        try await withStage { stage in
            let made = try await stage.expect(.post("/api/v1/datasets", Self.whole), by: .engineer)
            #expect(try made.json["licence"] == "CC-BY-4.0")
            #expect(try made.json["licence_spdx"] == "CC-BY-4.0")
            #expect(try made.json["residency"] == ["DE", "EU"])
            #expect(try made.json["retention"] == ["days": 365, "then": "anonymise"])
            #expect(try made.json["accountable"] == "reviewer")
            #expect(made.header("ETag") == "\"1\"")
            let change: JSONValue = [
                "licence": nil, "retention": ["until": "2030-01-01", "then": "review"], "residency": [],
            ]
            let changed = try await stage.expect(
                .patch("/api/v1/datasets/outcomes", change).with("If-Match", "\"1\""),
                by: .engineer
            )
            #expect(try changed.json["licence"] == nil)
            #expect(try changed.json["retention"]?["until"]?.string?.hasPrefix("2030-01-01") == true)
            #expect(try changed.json["purpose"] == "Trains the fraud model")
            let stale = Call.patch("/api/v1/datasets/outcomes", ["purpose": "x"]).with("If-Match", "\"1\"")
            #expect(try await stage.send(stale, by: .engineer).status == 412)
        }
    }

    @Test("Who registers without naming anybody answers for it; a program does not")
    func accountable() async throws {
        try await withStage { stage in
            func register(_ name: String, by person: Person) async throws -> JSONValue? {
                let body: JSONValue = ["name": .string(name), "owner_team": .string(Cast.team)]
                return try await stage.expect(.post("/api/v1/datasets", body), by: person).json["accountable"]
            }
            let (person, program) = (
                try await register("a", by: .engineer), try await register("b", by: .service)
            )
            #expect(person == "engineer")
            #expect(program == nil)
        }
    }

    @Test("Every fault of a registration is named at once, and what was not said counts as restricted")
    func faults() async throws {
        try await withStage { stage in
            let body: JSONValue = [
                "name": "a/b", "owner_team": .string(Cast.team), "accountable": "nobody@example.com",
                "licence": "a\u{1}b", "residency": ["DE", "XX"], "retention": ["days": 0, "then": "delete"],
                "purpose": .string(String(repeating: "x", count: 4001)),
            ]
            let refused = try await stage.send(.post("/api/v1/datasets", body), by: .engineer)
            #expect(refused.status == 422)
            for field in ["name", "accountable", "licence", "residency[1]", "retention.days", "purpose"] {
                #expect(refused.text.contains("\"field\":\"\(field)\""), "\(field)")
            }
            let wrong: [(JSONValue, String)] = [
                (["sensitivity": "secret"], "public, internal, confidential, restricted"),
                (
                    ["retention": ["days": 1, "until": "2030-01-01", "then": "delete"]],
                    "either days or until"
                ),
                (["retention": ["days": 1, "then": "burn"]], "delete, anonymise, archive, review"),
                (["retention": ["days": 1, "then": "delete", "keep": true]], "keep"),
            ]
            for (change, hint) in wrong {
                let refused = try await stage.send(
                    .patch("/api/v1/datasets/\(Stage.dataset)", change),
                    by: .engineer
                )
                #expect(refused.status == 422)
                #expect(refused.text.contains(hint), "\(refused.text)")
            }
            let plain = try await stage.expect(.get("/api/v1/datasets/\(Stage.dataset)"), by: .engineer)
            #expect(try plain.json["sensitivity"] == "restricted")
        }
    }

    @Test("Filters narrow the listing, and a filter that is none is refused")
    func filters() async throws {
        try await withStage { stage in
            try await stage.expect(.post("/api/v1/datasets", Self.whole), by: .engineer)
            func names(_ query: String) async throws -> [String] {
                try await stage.expect(.get("/api/v1/datasets?\(query)"), by: .employee).items
                    .compactMap { $0["name"]?.string }
            }
            #expect(try await names("q=fraud") == ["outcomes"])
            #expect(
                try await names("sensitivity=confidential&residency=de&licence=CC-BY-4.0") == ["outcomes"]
            )
            #expect(try await names("sensitivity=public") == [])
            #expect(try await names("owner_team=\(Cast.team)") == ["claims", "outcomes"])
            #expect(try await names("owner_team=\(Cast.otherTeam)") == [])
            for query in [
                "sensitivity=secret", "residency=XX", "licence=", "q=\(String(repeating: "a", count: 201))",
            ] {
                #expect(try await stage.send(.get("/api/v1/datasets?\(query)"), by: .employee).status == 422)
            }
        }
    }

    @Test("A schema is answered in one spelling, its differences as a report, and stays as it is")
    func schemas() async throws {
        try await withStage { stage in
            let path = "/api/v1/datasets/\(Stage.dataset)/versions"
            let first = try await stage.expect(.get("\(path)/2/schema"), by: .employee)
            #expect(try first.json["columns"]?.array?.first?["type"] == "int64")
            let version = try await stage.expect(.get("\(path)/2"), by: .employee).json
            #expect(try version["schema_digest"] == first.json["digest"])
            #expect(version["column_count"] == 2)
            #expect(version["row_count"] == 10)
            #expect(version["source_uri"] == "s3://claims/2026")
            let body: JSONValue = [
                "digest": .string("sha256:" + String(repeating: "ef", count: 32)),
                "schema": [
                    ["name": "amount", "type": "double"], ["name": "id", "type": "int64", "nullable": false],
                    ["name": "currency", "type": "string"],
                ],
            ]
            try await stage.expect(.post(path, body), by: .engineer)
            let report = try await stage.expect(.get("\(path)/3/schema-changes"), by: .employee).json
            #expect(report["from"] == 2)
            #expect(report["breaking"] == true)
            #expect(report["reordered"] == true)
            #expect(report["added"]?.array?.count == 1)
            #expect(report["removed"]?.array?.isEmpty == true)
            #expect(report["changed"]?.array?.first?["changed"] == ["type"])
            let again = Call.put("\(path)/3/schema", ["columns": Stage.columns])
            #expect(try await stage.send(again, by: .engineer).status == 409)
            #expect(try await stage.send(.get("\(path)/1/schema"), by: .employee).status == 404)
            #expect(try await stage.send(.get("\(path)/1/schema-changes"), by: .employee).status == 422)
        }
    }

    @Test("A schema with faults is refused with all of them")
    func schemaFaults() async throws {
        try await withStage { stage in
            let path = "/api/v1/datasets/\(Stage.dataset)/versions"
            let columns: JSONValue = [
                ["name": "id", "type": "long"], ["name": "id", "type": "long"],
                ["name": "", "type": "whatever"],
            ]
            let refused = try await stage.send(.put("\(path)/1/schema", ["columns": columns]), by: .engineer)
            #expect(refused.status == 422)
            for field in ["schema[1].name", "schema[2].name", "schema[2].type"] {
                #expect(refused.text.contains(field), "\(field)")
            }
            let unknown: JSONValue = ["columns": [["name": "id", "type": "long", "primary": true]]]
            #expect(try await stage.send(.put("\(path)/1/schema", unknown), by: .engineer).status == 422)
            let empty = try await stage.send(.put("\(path)/1/schema", ["columns": []]), by: .engineer)
            #expect(empty.status == 422)
            let source: JSONValue = ["columns": Stage.columns, "source_uri": "postgres://a:b@c/d"]
            let leaky = try await stage.send(.put("\(path)/1/schema", source), by: .engineer)
            #expect(leaky.status == 422)
        }
    }
}
