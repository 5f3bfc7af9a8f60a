package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTrackingStore {
    package func experiment(_ id: ExperimentID) async throws -> Experiment? {
        try await queries.row("\(Experiment.selection) WHERE e.id = \(id)", Experiment.init)
    }

    package func experiment(named name: String) async throws -> Experiment? {
        try await queries.row("\(Experiment.selection) WHERE e.name = \(name)", Experiment.init)
    }

    package func createExperiment(
        _ draft: ExperimentDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<Experiment> {
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        let team = Self.firstTeam(of: grant.actor)
        return try await named(draft.name) {
            try await ledger.record("Experiment", under: grant) { connection in
                let row = try await connection.queryOne(
                    """
                    INSERT INTO experiments (name, artifact_location, owner_team_id, created_by, created_at, updated_at)
                    VALUES (\(draft.name), '', (\(team)), \(creator), \(now), \(now)) RETURNING id
                    """
                )
                guard let id = try row?.decode("id", as: ExperimentID.self) else {
                    throw TrackingFault.noExperiment(named: draft.name)
                }
                let location = draft.artifactLocation ?? Experiment.defaultLocation(id)
                let answers = try await connection.pipeline([
                    "UPDATE experiments SET artifact_location = \(location) WHERE id = \(id)",
                    TrackedTexts.upsert(draft.tags, into: "experiment_tags", "experiment_id", "\(id)"),
                    "\(Experiment.selection) WHERE e.id = \(id)",
                ])
                let made = try Self.experiment(id, in: answers)
                return try Change(made, made.subject, details: ["artifact_location": .string(location)])
            }
        }
    }

    package func renameExperiment(
        _ id: ExperimentID,
        to name: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<Experiment> {
        let now = grant.grantedAt
        return try await named(name) {
            try await change(id, under: grant) { before, connection in
                guard !before.isDeleted else { throw TrackingFault.deleted(id) }
                _ = try await connection.execute(
                    "UPDATE experiments SET name = \(name), updated_at = \(now) WHERE id = \(id)"
                )
                return ["name_before": .string(before.name)]
            }
        }
    }

    package func setExperiment(
        _ id: ExperimentID,
        deleted: Bool,
        under grant: borrowing Grant
    ) async throws -> Recorded<Experiment> {
        let now = grant.grantedAt
        return try await change(id, under: grant) { before, connection in
            if before.isDeleted == deleted { throw Self.lifecycleFault(of: id, deleted: deleted) }
            let runs: SQL =
                deleted
                ? "UPDATE runs SET deleted_at = \(now) WHERE experiment_id = \(id) AND deleted_at IS NULL"
                : """
                UPDATE runs SET deleted_at = NULL
                WHERE experiment_id = \(id) AND deleted_at = \(optional: before.deletedAt)
                """
            _ = try await connection.pipeline([
                """
                UPDATE experiments SET deleted_at = \(optional: deleted ? now : nil), updated_at = \(now)
                WHERE id = \(id)
                """,
                runs,
            ])
            return ["lifecycle": deleted ? "deleted" : "active"]
        }
    }

    package func setTag(
        _ key: String,
        _ value: String?,
        ofExperiment id: ExperimentID,
        under grant: borrowing Grant
    ) async throws -> Recorded<Experiment> {
        try await change(id, under: grant) { before, connection in
            guard !before.isDeleted else { throw TrackingFault.deleted(id) }
            if let value {
                let tag = KeyedText(key: key, value: value)
                _ = try await connection.execute(
                    TrackedTexts.upsert([tag], into: "experiment_tags", "experiment_id", "\(id)")
                )
            } else {
                let removed = try await connection.execute(
                    "DELETE FROM experiment_tags WHERE experiment_id = \(id) AND key = \(key)"
                )
                guard removed > 0 else {
                    throw TrackingFault(.missing, "No tag with name: \(key) in experiment with id \(id)")
                }
            }
            return ["tag": .string(key), "done": value == nil ? "deleted" : "set"]
        }
    }
}

extension PostgresTrackingStore {
    /// The first by name of the teams that the actor belongs to; of several it is the same one every time.
    static func firstTeam(of actor: Actor) -> SQL {
        "SELECT id FROM groups WHERE id = ANY (\(Array(actor.groupIDs))) ORDER BY name LIMIT 1"
    }

    /// Changes a locked experiment. `body` gives the details of the audit entry.
    private func change(
        _ id: ExperimentID,
        under grant: borrowing Grant,
        _ body: (Experiment, PostgresConnection) async throws -> [String: JSONValue]
    ) async throws -> Recorded<Experiment> {
        try await ledger.record("Experiment \(id)", under: grant) { connection in
            let before = try Self.experiment(
                id,
                in: try await connection.pipeline([
                    "SELECT FROM experiments WHERE id = \(id) FOR UPDATE",
                    "\(Experiment.selection) WHERE e.id = \(id)",
                ])
            )
            let details = try await body(before, connection)
            let after = try Self.experiment(
                id,
                in: [try await connection.query("\(Experiment.selection) WHERE e.id = \(id)")]
            )
            return try Change(after, after.subject, before: before, details: details)
        }
    }

    private static func experiment(_ id: ExperimentID, in answers: [[PostgresRow]]) throws -> Experiment {
        guard let row = answers.last?.first else { throw TrackingFault.noExperiment(id.description) }
        return try Experiment(row)
    }

    private static func lifecycleFault(of id: ExperimentID, deleted: Bool) -> TrackingFault {
        deleted
            ? .noExperiment(id.description)
            : .refused("The experiment \(id) must be in the 'deleted' state. Current state is active.")
    }

    /// Says in MLflow's words that a name is taken.
    private func named<Value>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch StoreFault.alreadyExists {
            throw TrackingFault(.taken, "Experiment(name=\(name)) already exists.")
        }
    }
}
