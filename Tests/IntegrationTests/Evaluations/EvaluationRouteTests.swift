import HTTPTypes
import Identifiers
import Testing

@Suite("Evaluation datasets over MLflow's routes")
struct EvaluationRouteTests {
    private static let root = "/api/3.0/mlflow/datasets"

    private static func make(_ stage: Stage, _ fields: [String: JSONValue] = [:]) async throws -> String {
        var body = fields
        if body["name"] == nil { body["name"] = .string(stage.fresh("eval")) }
        let made = try await stage.expect(.post("\(root)/create", .object(body)), by: .engineer)
        return try #require(try made.json["dataset"]?["dataset_id"]?.string)
    }

    private static func records(_ id: String, _ stage: Stage, _ query: String = "") async throws -> (
        [JSONValue], String?
    ) {
        let answer = try await stage.expect(.get("\(root)/\(id)/records\(query)"), by: .engineer)
        let text = try #require(try answer.json["records"]?.string)
        return (
            try JSONValue(parsing: Array(text.utf8)).array ?? [], try answer.json["next_page_token"]?.string
        )
    }

    @Test("The same inputs are the same record: expectations and tags are joined, outputs replaced")
    func upserts() async throws {
        try await withStage { stage in
            let id = try await Self.make(
                stage,
                ["experiment_ids": ["0"], "tags": "{\"mlflow.user\": \"root\"}"]
            )
            let path = "\(Self.root)/\(id)/records"
            let first =
                #"[{"inputs":{"q":"a","k":1},"expectations":{"x":1},"outputs":"o"},{"inputs":{"q":"b"}}]"#
            let second = #"[{"inputs":{"k":1,"q":"a"},"expectations":{"y":2},"outputs":"p"}]"#
            let counts = try await stage.expect(.post(path, ["records": .string(first)]), by: .engineer)
            #expect(try counts.json["inserted_count"]?.integer == 2)
            let before = try await stage.expect(.get("\(Self.root)/\(id)"), by: .engineer).json["dataset"]
            let updated = try await stage.expect(.post(path, ["records": .string(second)]), by: .engineer)
            #expect(try updated.json["updated_count"]?.integer == 1)
            let (records, _) = try await Self.records(id, stage)
            #expect(records.map { $0["inputs"]?["q"] } == ["a", "b"])
            #expect(records[0]["expectations"] == ["x": 1, "y": 2])
            #expect(records[0]["outputs"] == "p")
            let after = try await stage.expect(.get("\(Self.root)/\(id)"), by: .engineer).json["dataset"]
            #expect(before?["digest"] != after?["digest"])
            #expect(after?["created_by"] == "root")
            #expect(after?["experiment_ids"] == ["0"])
        }
    }

    @Test("Records come in pages and can be deleted")
    func pagesAndDeletion() async throws {
        try await withStage { stage in
            let id = try await Self.make(stage)
            let path = "\(Self.root)/\(id)/records"
            let all = (0..<5).map { "{\"inputs\":{\"n\":\($0)}}" }.joined(separator: ",")
            try await stage.expect(.post(path, ["records": .string("[\(all)]")]), by: .engineer)
            let (first, token) = try await Self.records(id, stage, "?max_results=3")
            let (rest, end) = try await Self.records(
                id,
                stage,
                "?max_results=3&page_token=\(try #require(token))"
            )
            #expect((first + rest).map { $0["inputs"]?["n"]?.integer } == [0, 1, 2, 3, 4])
            #expect(end == nil)
            var call = Call.post(path, ["dataset_record_ids": [try #require(first[0]["dataset_record_id"])]])
            call.method = .delete
            #expect(try await stage.expect(call, by: .engineer).json["deleted_count"]?.integer == 1)
            #expect(try await Self.records(id, stage).0.count == 4)
        }
    }

    @Test("Datasets are found by name, tag and experiment")
    func searches() async throws {
        try await withStage { stage in
            _ = try await Self.make(
                stage,
                ["name": "alpha", "experiment_ids": ["0"], "tags": "{\"a\": \"b\"}"]
            )
            _ = try await Self.make(stage, ["name": "beta"])
            for (body, names) in [
                (["filter_string": "name LIKE 'al%'"], ["alpha"]),
                (["filter_string": "tags.a = 'b'"], ["alpha"]),
                (["experiment_ids": ["0"]], ["alpha"]), (["order_by": ["name DESC"]], ["beta", "alpha"]),
            ] as [(JSONValue, [JSONValue])] {
                let found = try await stage.expect(.post("\(Self.root)/search", body), by: .reviewer)
                #expect(
                    (try found.json["datasets"]?.array ?? []).compactMap { $0["name"] } == names,
                    "\(body)"
                )
            }
        }
    }

    @Test("Records that are none are refused with the place of the fault")
    func refusals() async throws {
        try await withStage { stage in
            let path = "\(Self.root)/\(try await Self.make(stage))/records"
            for odd in ["{", "{}", "[1]", "[{\"inputs\": 3}]", ""] {
                let exchange = try await stage.send(.post(path, ["records": .string(odd)]), by: .engineer)
                #expect(exchange.status == 400, "\(odd): \(exchange.text)")
            }
            let unknown = try await stage.send(.get("\(Self.root)/d-1"), by: .engineer)
            #expect(unknown.status == 404)
        }
    }
}
