import Catalog
import HTTPTypes
import Identifiers
import PostgresClient
import TestSupport
import Testing

extension Stage {
    /// A run of the owning team's in the experiment Default, as a row: its id in MLflow's form.
    func addRun(by person: Person = .engineer, inTeam: Bool = true) async throws -> String {
        let id = RunID.new(at: platform.clock.current)
        let team = inTeam ? cast.teamID : nil
        _ = try await platform.superuser.execute(
            """
            INSERT INTO runs (id, experiment_id, name, owner_team_id, created_by, created_at)
            VALUES (\(PostgresUUID(bytes: id.bytes)), 0, 'run', \(team.map { PostgresUUID(bytes: $0.bytes) }),
                \(PostgresUUID(bytes: try cast.id(person).bytes)), now())
            """
        )
        return Hexadecimal.encode(id.bytes)
    }

    /// A logged model of the owning team's in the experiment Default: its id in MLflow's form.
    func addLoggedModel() async throws -> String {
        let id = LoggedModelID.new(at: platform.clock.current)
        _ = try await platform.superuser.execute(
            """
            INSERT INTO logged_models (id, experiment_id, name, owner_team_id, created_by, created_at, updated_at)
            VALUES (\(PostgresUUID(bytes: id.bytes)), 0, 'model', \(cast.teamID.map { PostgresUUID(bytes: $0.bytes) }),
                \(PostgresUUID(bytes: try cast.id(.engineer).bytes)), now(), now())
            """
        )
        return "m-\(Hexadecimal.encode(id.bytes))"
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
