import HTTPTypes
import Identifiers
import Testing

@Suite("What MLflow's clients are told of what is missing, retired or called strangely")
struct MLflowHonestyTests {
    private static let models = "/api/2.0/mlflow/registered-models"
    private static let versions = "/api/2.0/mlflow/model-versions"

    private static let changes: [Call] = [
        .patch("\(models)/update", ["name": "none", "description": "x"]),
        .post("\(models)/rename", ["name": "none", "new_name": "other"]),
        .delete("\(models)/delete", ["name": "none"]),
        .post("\(models)/set-tag", ["name": "none", "key": "a", "value": "b"]),
        .delete("\(models)/delete-tag", ["name": "none", "key": "a"]),
        .post("\(models)/alias", ["name": "none", "alias": "champion", "version": "1"]),
        .delete("\(models)/alias", ["name": "none", "alias": "challenger"]),
        .post("\(versions)/create", ["name": "none", "source": "s3://b/k"]),
        .patch("\(versions)/update", ["name": "none", "version": "1", "description": "x"]),
        .delete("\(versions)/delete", ["name": "none", "version": "1"]),
        .post("\(versions)/set-tag", ["name": "none", "version": "1", "key": "a", "value": "b"]),
        .post("\(versions)/transition-stage", ["name": "none", "version": "1", "stage": "Staging"]),
        .post("/api/2.0/mlflow/runs/update", ["run_id": .string(String(repeating: "0", count: 32))]),
        .post("/api/v1/models/none/versions"), .patch("/api/v1/models/none", ["purpose": "x"]),
        .post("/api/v1/models/none/retirement", ["reason": "x"]), .delete("/api/v1/models/none"),
    ]

    @Test(
        "A change to what is not there is told as missing to whoever may read the catalog",
        arguments: changes
    )
    func missing(call: Call) async throws {
        try await withStage { stage in
            for person in [Person.engineer, .otherEngineer] {
                let answer = try await stage.send(call, by: person)
                #expect(answer.status == 404, "\(person): \(answer.text)")
                if call.path.hasPrefix("/api/2.0") {
                    #expect(try answer.json["error_code"] == "RESOURCE_DOES_NOT_EXIST")
                }
            }
            #expect(try await stage.send(call, by: .nobody).status == 401)
        }
    }

    @Test("A change that the owning team alone may make is still refused to others")
    func foreign() async throws {
        try await withStage { stage in
            let call = Call.post(
                "\(Self.models)/set-tag",
                ["name": .string(Stage.model), "key": "a", "value": "b"]
            )
            let refused = try await stage.send(call, by: .otherEngineer)
            #expect(refused.status == 403)
        }
    }

    @Test("A retired model takes no new versions and says what to do instead")
    func retired() async throws {
        try await withStage { stage in
            let name = try await stage.freshModel()
            try await stage.expect(
                .post("/api/v1/models/\(name)/retirement", ["reason": "replaced"]),
                by: .engineer
            )
            let registered = try await stage.send(
                .post("\(Self.versions)/create", ["name": .string(name), "source": "s3://b/k"]),
                by: .engineer
            )
            #expect(registered.status == 409)
            #expect(try registered.json["error_code"] == "RESOURCE_CONFLICT")
            let made = try await stage.send(.post("/api/v1/models/\(name)/versions"), by: .engineer)
            #expect(made.status == 409)
            for text in [registered.text, made.text] {
                #expect(text.contains("is retired and takes no new versions"))
            }
        }
    }

    @Test("What runs somewhere is not taken out of use until it ended there")
    func deployed() async throws {
        try await withStage { stage in
            let made = try await stage.expect(
                .post("/api/v1/deployments", Stage.deployment("k8s-1")),
                by: .engineer
            ).json
            let (id, number) = (try #require(made["id"]?.string), try #require(made["version"]?.integer))
            let path = "/api/v1/models/\(Stage.model)"
            let ends: [Call] = [
                .post("\(path)/versions/\(number)/retirement", ["reason": "old"]),
                .post("\(path)/retirement", ["reason": "old"]),
                .post("\(path)/versions/\(number)/lifecycle", ["to": "retired"]),
                .delete(
                    "\(Self.versions)/delete",
                    ["name": .string(Stage.model), "version": .string("\(number)")]
                ),
                .delete("\(Self.models)/delete", ["name": .string(Stage.model)]),
            ]
            for call in ends {
                let refused = try await stage.send(call, by: .engineer)
                #expect(refused.status == 409, "\(call.path): \(refused.text)")
                #expect(refused.text.contains("version \(number) in development (deployment \(id))"))
            }
            try await stage.expect(.post("/api/v1/deployments/\(id)/end"), by: .engineer)
            try await stage.expect(ends[0], by: .engineer)
        }
    }

    @Test(
        "Names with any mark that can be seen work in bodies, queries, filters, paths and aliases",
        arguments: ["a#b&c", "a,b;c=d", "100% sure?", "it's", "50%", "<b>\\x", "ä 😀", "..a+b", "\"quoted\""]
    )
    func names(name: String) async throws {
        try await withStage { stage in
            let field = JSONValue.string(name)
            try await stage.expect(.post("\(Self.models)/create", ["name": field]), by: .engineer)
            try await stage.expect(
                .post("\(Self.versions)/create", ["name": field, "source": "s3://b/k"]),
                by: .engineer
            )
            try await stage.expect(
                .post("\(Self.models)/alias", ["name": field, "alias": "blue", "version": "1"]),
                by: .engineer
            )
            let escaped = Self.escaped(name)
            let got = try await stage.expect(.get("\(Self.models)/get?name=\(escaped)"), by: .reviewer)
            #expect(try got.json["registered_model"]?["name"] == field)
            let quoted = name.contains("'") ? "\"\(name)\"" : "'\(name)'"
            let filter = Self.escaped("name = \(quoted)")
            let found = try await stage.expect(.get("\(Self.models)/search?filter=\(filter)"), by: .reviewer)
            #expect(try found.json["registered_models"]?.array?.map { $0["name"] } == [field])
            let ours = try await stage.expect(.get("/api/v1/models/\(escaped)/versions/1"), by: .reviewer)
            #expect(try ours.json["model"] == field)
            let copy = try await stage.expect(
                .post("\(Self.versions)/create", ["name": field, "source": .string("models:/\(name)@blue")]),
                by: .engineer
            ).status
            #expect(copy == 200)
        }
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { escaped, byte in
            escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }

    @Test("Experiments take any name, as with MLflow", arguments: ["a/b:c#d", "it's 100%", "ä 😀", ".."])
    func experiments(name: String) async throws {
        try await withStage { stage in
            let made = try await stage.expect(
                .post("/api/2.0/mlflow/experiments/create", ["name": .string(name)]),
                by: .engineer
            ).json["experiment_id"]
            let path = "/api/2.0/mlflow/experiments/get-by-name?experiment_name=\(Self.escaped(name))"
            let got = try await stage.expect(.get(path), by: .reviewer)
            #expect(try got.json["experiment"]?["experiment_id"] == made)
        }
    }

    @Test("A wrong method is told with the right ones")
    func methods() async throws {
        try await withStage { stage in
            let refused = try await stage.send(.get("\(Self.models)/create"), by: .reviewer)
            #expect(refused.status == 405)
            #expect(refused.header("Allow") == "POST")
            #expect(try refused.json["error_code"] == "BAD_REQUEST")
            let several = try await stage.send(.put("\(Self.models)/alias", [:]), by: .reviewer)
            #expect(several.header("Allow") == "DELETE, GET, POST")
            let unknown = try await stage.send(.get("/api/2.0/mlflow/nothing"), by: .reviewer)
            #expect(unknown.status == 404)
            let ours = try await stage.send(.put("/api/v1/models/import", [:]), by: .reviewer)
            #expect(ours.status == 405)
            #expect(ours.header("Allow") == "POST")
        }
    }

    @Test("A deployment job's id is taken and not kept, as by MLflow's open edition")
    func deploymentJob() async throws {
        try await withStage { stage in
            let made = try await stage.expect(
                .post("\(Self.models)/create", ["name": "rm", "deployment_job_id": "7"]),
                by: .engineer
            )
            #expect(try made.json["registered_model"]?["deployment_job_id"] == nil)
        }
    }
}
