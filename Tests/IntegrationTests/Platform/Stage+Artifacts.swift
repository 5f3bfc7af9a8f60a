import Access
import HTTPTypes
import Identifiers
import PostgresClient
import TestSupport
import Testing

extension Stage {
    /// A run in the experiment Default, of the owning team or of nobody but its maker: its id in MLflow's form.
    func addRun(by person: Person = .engineer, inTeam: Bool = true) async throws -> String {
        let made = try await expect(
            .post("/api/2.0/mlflow/runs/create", ["experiment_id": "0", "start_time": 1]),
            by: person
        )
        let id = try #require(try made.json["run"]?["info"]?["run_id"]?.string)
        try await own(inTeam ? cast.teamID : nil, "runs", id)
        return id
    }

    /// A logged model of the owning team's in the experiment Default: its id in MLflow's form.
    func addLoggedModel() async throws -> String {
        let made = try await expect(
            .post("/api/2.0/mlflow/logged-models", ["experiment_id": "0", "name": "model"]),
            by: .engineer
        )
        let id = try #require(try made.json["model"]?["info"]?["model_id"]?.string)
        try await own(cast.teamID, "logged_models", String(id.dropFirst(2)))
        return id
    }

    private func own(_ team: GroupID?, _ table: String, _ id: String) async throws {
        let bytes = try #require(Hexadecimal.decode(id))
        _ = try await platform.superuser.execute(
            """
            UPDATE \(identifier: table) SET owner_team_id = \(team.map { PostgresUUID(bytes: $0.bytes) })
            WHERE id = \(PostgresUUID(bytes: bytes))
            """
        )
    }

    /// The root of a new run of the owning team, as in MLflow's paths.
    func addRoot(by person: Person = .engineer, inTeam: Bool = true) async throws -> String {
        "0/\(try await addRun(by: person, inTeam: inTeam))/artifacts"
    }

    /// The root of a new run with one file `folder/weights.bin`.
    func addArtifact(_ bytes: [UInt8] = [1, 2, 3]) async throws -> String {
        let root = try await addRoot()
        try await expect(
            .upload(.put, "/api/v1/artifacts/files/\(root)/folder/weights.bin", bytes),
            by: .engineer
        )
        return root
    }

    /// A begun upload of `big.bin` to a new run, with these parts.
    func addUpload(_ parts: [[UInt8]] = []) async throws -> (id: String, root: String) {
        let root = try await addRoot()
        let begun = try await expect(
            .post("/api/v1/uploads", ["path": .string("\(root)/big.bin")]),
            by: .engineer
        )
        let id = try #require(try begun.json["id"]?.string)
        for (index, part) in parts.enumerated() {
            try await expect(.upload(.put, "/api/v1/uploads/\(id)/parts/\(index + 1)", part), by: .engineer)
        }
        return (id, root)
    }
}
