import HTTPTypes
import Identifiers
import Testing

@Suite("What a version's download address gives")
struct VersionDownloadTests {
    private static let versions = "/api/2.0/mlflow/model-versions"
    private static let proxy = "/api/2.0/mlflow-artifacts/artifacts"

    /// A version of a new model, registered from a run with the file `model/weights.bin`.
    private static func register(_ stage: Stage, _ bytes: [UInt8]) async throws -> (
        name: String, root: String
    ) {
        let root = try await stage.addRoot()
        let run = String(root.split(separator: "/")[1])
        try await stage.expect(.upload(.put, "\(proxy)/\(root)/model/weights.bin", bytes), by: .engineer)
        let name = stage.fresh("served")
        try await stage.expect(
            .post("/api/2.0/mlflow/registered-models/create", ["name": .string(name)]),
            by: .engineer
        )
        try await stage.expect(
            .post(
                "\(versions)/create",
                [
                    "name": .string(name), "source": .string("runs:/\(run)/model"), "run_id": .string(run),
                ]
            ),
            by: .engineer
        )
        return (name, root)
    }

    /// Where MLflow's clients look for the files.
    private static func address(_ stage: Stage, _ name: String, by person: Person = .reviewer) async throws
        -> String
    {
        let answer = try await stage.expect(
            .get("\(versions)/get-download-uri?name=\(name)&version=1"),
            by: person
        )
        let uri = try #require(try answer.json["artifact_uri"]?.string)
        try #require(uri.hasPrefix("mlflow-artifacts:/versions/"))
        return String(uri.dropFirst("mlflow-artifacts:/".count))
    }

    @Test("The files that the digest covers are given out, whatever becomes of the run's tree")
    func sealed() async throws {
        try await withStage { stage in
            let (name, root) = try await Self.register(stage, [1, 2, 3])
            try await stage.expect(
                .upload(.put, "\(Self.proxy)/\(root)/model/weights.bin", [9]),
                by: .engineer
            )
            try await stage.expect(.upload(.put, "\(Self.proxy)/\(root)/model/more.bin", [9]), by: .engineer)
            let address = try await Self.address(stage, name)
            let listed = try await stage.expect(.get("\(Self.proxy)?path=\(address)"), by: .reviewer)
            #expect(try listed.json["files"]?.array?.map { $0["path"] } == ["weights.bin"])
            let read = try await stage.expect(.get("\(Self.proxy)/\(address)/weights.bin"), by: .reviewer)
            #expect(read.body == [1, 2, 3])
            #expect(
                try await stage.send(.get("\(Self.proxy)/\(address)/more.bin"), by: .reviewer).status == 404
            )
            let presigned = try await stage.expect(
                .get("/api/2.0/mlflow-artifacts/presigned/\(address)/weights.bin"),
                by: .reviewer
            )
            #expect(try presigned.json["file_size"] == 3)
        }
    }

    @Test("What was uploaded over the own API is given out to MLflow's clients once it is sealed")
    func uploaded() async throws {
        try await withStage { stage in
            let path = "/api/v1/models/\(try await stage.freshModel())"
            let name = String(path.split(separator: "/").last ?? "")
            try await stage.expect(.post("\(path)/versions"), by: .engineer)
            for file in ["MLmodel", "data/a b.bin"] {
                let escaped = file.split(separator: " ").joined(separator: "%20")
                try await stage.expect(
                    .upload(.put, "\(path)/versions/1/files/\(escaped)", [7]),
                    by: .engineer
                )
            }
            let draft = try await stage.send(
                .get("\(Self.versions)/get-download-uri?name=\(name)&version=1"),
                by: .reviewer
            )
            #expect(draft.status == 400)
            #expect(draft.text.contains("Seal it"))
            try await stage.expect(.post("\(path)/versions/1/seal"), by: .engineer)
            let address = try await Self.address(stage, name)
            let listed = try await stage.expect(.get("\(Self.proxy)?path=\(address)"), by: .reviewer)
            #expect(try listed.json["files"]?.array?.map { $0["is_dir"] } == [false, true])
            let read = try await stage.expect(.get("\(Self.proxy)/\(address)/data/a%20b.bin"), by: .reviewer)
            #expect(read.body == [7])
        }
    }

    @Test("A version's files are never written or removed through its address")
    func closed() async throws {
        try await withStage { stage in
            let (name, _) = try await Self.register(stage, [1])
            let address = try await Self.address(stage, name)
            let file = "\(Self.proxy)/\(address)/weights.bin"
            for call in [
                Call.upload(.put, file, [2]), .delete(file),
                .post("/api/v1/uploads", ["path": .string("\(address)/big.bin")]),
                .put("/api/v1/artifacts/restrictions/\(address)", ["groups": []]),
            ] {
                #expect(try await stage.send(call, by: .engineer).status == 409, "\(call.path)")
                #expect(try await stage.send(call, by: .employee).status == 403, "\(call.path)")
            }
            #expect(try await stage.expect(.get(file), by: .reviewer).body == [1])
        }
    }

    @Test("Who is shut out of a run's files later is shut out of the versions made from them as well")
    func restricted() async throws {
        try await withStage { stage in
            let (name, root) = try await Self.register(stage, [1])
            let copy = stage.fresh("copy")
            try await stage.expect(
                .post("/api/2.0/mlflow/registered-models/create", ["name": .string(copy)]),
                by: .engineer
            )
            try await stage.expect(
                .post(
                    "\(Self.versions)/create",
                    ["name": .string(copy), "source": .string("models:/\(name)/1")]
                ),
                by: .engineer
            )
            var calls: [Call] = []
            for model in [name, copy] {
                let address = try await Self.address(stage, model)
                calls += [
                    .get("\(Self.proxy)/\(address)/weights.bin"), .get("\(Self.proxy)?path=\(address)"),
                    .get("/api/2.0/mlflow-artifacts/presigned/\(address)/weights.bin"),
                    .get("/api/v1/models/\(model)/versions/1/files/weights.bin"),
                    .get("/api/v1/models/\(model)/export"),
                ]
            }
            let restriction = "/api/v1/artifacts/restrictions/\(root)"
            try await stage.expect(.put(restriction, ["groups": [.string(Cast.otherTeam)]]), by: .engineer)
            for call in calls {
                #expect(try await stage.send(call, by: .engineer).status == 403, "\(call.path)")
                #expect(try await stage.send(call, by: .otherEngineer).status == 200, "\(call.path)")
            }
            try await stage.expect(.put(restriction, ["groups": []]), by: .engineer)
            for call in calls {
                #expect(try await stage.send(call, by: .engineer).status == 200, "\(call.path)")
            }
        }
    }
}
