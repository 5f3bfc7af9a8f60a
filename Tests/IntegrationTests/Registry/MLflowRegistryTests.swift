import Access
import Identifiers
import Testing

@Suite("MLflow's registry")
struct MLflowRegistryTests {
    private static let models = "/api/2.0/mlflow/registered-models"
    private static let versions = "/api/2.0/mlflow/model-versions"

    @Test("A client's model belongs to the first of its teams by name, and its maker answers for it")
    func ownership() async throws {
        try await withStage { stage in
            let made = try await stage.expect(
                .post("\(Self.models)/create", ["name": "rm", "tags": [["key": "a", "value": "b"]]]),
                by: .engineer
            )
            #expect(try made.json["registered_model"]?["user_id"]?.string == "engineer@example.com")
            #expect(made.effect != nil)
            let ours = try await stage.expect(.get("/api/v1/models/rm"), by: .employee).json
            #expect(ours["owner_team"]?.string == Cast.team)
            #expect(ours["accountable"]?.string == "engineer")
            #expect(ours["risk_class"]?.string == "unclassified")
            #expect(ours["purpose"]?.string == "")
            let byService = try await stage.expect(
                .post("\(Self.models)/create", ["name": "rm2"]),
                by: .service
            )
            #expect(try byService.json["registered_model"]?["user_id"]?.string == "service")
            let other = try await stage.expect(.get("/api/v1/models/rm2"), by: .employee).json
            #expect(other["accountable"]?.string == "engineer")
        }
    }

    @Test("What the own API registers has a risk class that somebody decided on")
    func classified() async throws {
        try await withStage { stage in
            guard case .object(var fields) = Stage.model("new") else { return }
            fields["risk_class"] = "unclassified"
            let refused = try await stage.send(.post("/api/v1/models", .object(fields)), by: .engineer)
            #expect(refused.status == 422)
            #expect(refused.text.contains("risk_class"))
        }
    }

    @Test("A model and its versions look to a client as MLflow shows them")
    func shapes() async throws {
        try await withStage { stage in
            _ = try await stage.expect(.post("\(Self.models)/create", ["name": "rm"]), by: .engineer)
            let version = try await stage.expect(
                .post(
                    "\(Self.versions)/create",
                    ["name": "rm", "source": "s3://b/k", "tags": [["key": "k", "value": "v"]]]
                ),
                by: .engineer
            ).json["model_version"]
            #expect(version?["version"]?.string == "1")
            #expect(version?["current_stage"]?.string == "None")
            #expect(version?["status"]?.string == "READY")
            #expect(version?["run_id"]?.string == "")
            #expect(version?["tags"]?.array?.first?["value"]?.string == "v")
            #expect(version?["creation_timestamp"]?.integer != nil)
            let model = try await stage.expect(.get("\(Self.models)/get?name=rm"), by: .employee)
                .json["registered_model"]
            #expect(model?["latest_versions"]?.array?.first?["version"]?.string == "1")
            #expect(model?["description"] == nil)
            let uri = try await stage.expect(
                .get("\(Self.versions)/get-download-uri?name=rm&version=1"),
                by: .employee
            )
            #expect(try uri.json["artifact_uri"]?.string == "s3://b/k")
        }
    }

    @Test("Refusals have MLflow's codes and words, and say how to mend them")
    func refusals() async throws {
        try await withStage { stage in
            _ = try await stage.expect(.post("\(Self.models)/create", ["name": "rm"]), by: .engineer)
            let long = String(repeating: "x", count: 300)
            let expected: [(Call, Int, String)] = [
                (
                    .post("\(Self.models)/create", ["name": "rm"]), 400,
                    "Registered Model (name=rm) already exists."
                ),
                (.post("\(Self.models)/create", [:]), 400, "Missing value for required parameter 'name'"),
                (.post("\(Self.models)/create", ["name": "a/b"]), 400, "U+2F"),
                (.post("\(Self.models)/create", ["name": 123]), 400, "must be a string"),
                (.post("\(Self.models)/create", ["name": .string(long)]), 400, "255"),
                (.get("\(Self.models)/get?name=nope"), 404, "Registered Model with name=nope not found"),
                (.get("\(Self.models)/search?max_results=1001"), 400, "at most 1000"),
                (.get("\(Self.models)/search?max_results=0"), 400, "at least 1"),
                (.get("\(Self.models)/search?page_token=zzz"), 400, "page token"),
                (.get("\(Self.models)/search?filter=name%3D'a'%20OR%20name%3D'b'"), 400, "Invalid clause(s)"),
                (.get("\(Self.models)/search?order_by=foo"), 400, "Invalid order by key 'foo'"),
                (alias("latest"), 400, "latest"), (alias("v1"), 400, "version"),
                (alias("ok"), 404, "Model Version (name=rm, version=99) not found"),
                (
                    .get("\(Self.models)/alias?name=rm&alias=nope"), 400,
                    "Registered model alias nope not found."
                ),
                (
                    .get("\(Self.versions)/get?name=rm&version=x"), 400,
                    "Parameter 'version' must be an integer, got 'x'."
                ),
                (
                    .get("\(Self.versions)/get?name=rm&version=99"), 404,
                    "Model Version (name=rm, version=99) not found"
                ),
                (version("/etc/passwd"), 400, "source"), (version("runs:/abc/m"), 400, "run_id"),
                (version("mlflow-artifacts:/1/x"), 400, "run_id"), (version("s3://b/../c"), 400, "source"),
                (version("models:/nothing/1"), 404, "nothing"),
                (version("s3://b/" + String(repeating: "x", count: 2000)), 400, "2000"),
                (
                    .post(
                        "\(Self.models)/set-tag",
                        ["name": "rm", "key": "k", "value": .string(String(repeating: "x", count: 100_001))]
                    ), 400, "100000"
                ),
                (
                    .patch(
                        "\(Self.models)/update",
                        ["name": "rm", "description": .string(String(repeating: "x", count: 20_001))]
                    ), 400, "description"
                ),
            ]
            for (call, status, words) in expected {
                let exchange = try await stage.send(call, by: .engineer)
                #expect(exchange.status == status, "\(call.path): \(exchange.text)")
                #expect(exchange.text.contains(words), "\(call.path): \(exchange.text)")
            }
        }
    }

    private func alias(_ name: String) -> Call {
        .post("\(Self.models)/alias", ["name": "rm", "alias": .string(name), "version": "99"])
    }

    private func version(_ source: String) -> Call {
        .post("\(Self.versions)/create", ["name": "rm", "source": .string(source)])
    }

    @Test("A stage that is none is refused, in whatever case the others are spelled")
    func stages() async throws {
        try await withStage { stage in
            let number = try await stage.freshRegistration()
            func move(_ to: String, archive: Bool, by person: Person) async throws -> Exchange {
                try await stage.send(
                    .post(
                        "\(Self.versions)/transition-stage",
                        [
                            "name": .string(Stage.model), "version": number, "stage": .string(to),
                            "archive_existing_versions": .bool(archive),
                        ]
                    ),
                    by: person
                )
            }
            #expect(try await move("Foo", archive: false, by: .engineer).text.contains("Staging"))
            #expect(try await move("Archived", archive: true, by: .engineer).status == 400)
            #expect(try await move("Production", archive: false, by: .engineer).status == 403)
            let moved = try await move("production", archive: true, by: .approver)
            #expect(try moved.json["model_version"]?["current_stage"]?.string == "Production")
            // Who may not promote may not end a promotion either.
            #expect(try await move("None", archive: false, by: .engineer).status == 403)
            let deletion = Call.delete(
                "\(Self.versions)/delete",
                ["name": .string(Stage.model), "version": number]
            )
            #expect(try await stage.send(deletion, by: .engineer).status == 403)
        }
    }

    @Test("Two clients that register at once get different numbers")
    func atOnce() async throws {
        try await withStage { stage in
            let numbers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await stage.freshRegistration().string ?? "" }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(numbers.count == 8)
        }
    }

    @Test("What MLflow deletes keeps its provenance in our own API")
    func deletion() async throws {
        try await withStage { stage in
            let id = try await stage.expect(.get("/api/v1/models/\(Stage.model)"), by: .employee).json["id"]?
                .string
            let deleted = Call.delete(
                "\(Self.versions)/delete",
                ["name": .string(Stage.model), "version": "1"]
            )
            try await stage.expect(deleted, by: .engineer)
            let get = Call.get("\(Self.versions)/get?name=\(Stage.model)&version=1")
            #expect(try await stage.send(get, by: .employee).status == 404)
            let ours = try await stage.expect(.get("/api/v1/models/\(Stage.model)/versions/1"), by: .employee)
                .json
            #expect(ours["deleted_at"]?.string != nil)
            #expect(ours["manifest_digest"]?.string?.hasPrefix("sha256:") == true)
            try await stage.expect(
                .delete("\(Self.models)/delete", ["name": .string(Stage.model)]),
                by: .engineer
            )
            let gone = try await stage.send(.get("/api/v1/models/\(Stage.model)"), by: .employee)
            #expect(gone.status == 404)
            let byID = "/api/v1/models/id:\(id ?? "")"
            #expect(try await stage.expect(.get(byID), by: .employee).json["deleted_at"]?.string != nil)
            #expect(try await stage.expect(.get("\(byID)/versions"), by: .employee).items.count == 2)
            #expect(try await stage.expect(.get("\(byID)/versions/1/files"), by: .employee).items.count == 1)
            let listed = try await stage.expect(.get("/api/v1/models?state=deleted"), by: .employee)
            #expect(try listed.items.count == 1)
            let history = try await stage.expect(.get("\(byID)/versions/1/lifecycle"), by: .employee)
            #expect(
                try history.items.compactMap { $0["change"]?["to"]?.string } == [
                    "retired", "candidate", "draft",
                ]
            )
        }
    }
}
