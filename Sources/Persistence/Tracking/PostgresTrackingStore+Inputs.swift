package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTrackingStore {
    package func logInputs(
        _ inputs: RunInputsDraft,
        ofRun id: RunID,
        under grant: borrowing Grant
    ) async throws -> Recorded<RunInfo> {
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        return try await change(id, under: grant) { run, connection in
            var details: [String: JSONValue] = [:]
            if !inputs.datasets.isEmpty {
                try await Self.insertClaims(inputs.datasets, run, creator, now, on: connection)
                let linked = try await Self.link(inputs.datasets, run, now, on: connection)
                details["datasets"] = .string(String(inputs.datasets.count))
                if !linked.isEmpty {
                    details["registered_datasets"] = .string(linked.joined(separator: ", "))
                }
            }
            if !inputs.models.isEmpty {
                try await Self.require(inputs.models, on: connection)
                _ = try await connection.execute(
                    """
                    INSERT INTO run_model_inputs (run_id, model_id, logged_at)
                    SELECT \(id), model_id, \(now) FROM unnest(\(inputs.models)) AS given (model_id)
                    ON CONFLICT DO NOTHING
                    """
                )
                details["models"] = .string(String(inputs.models.count))
            }
            return details
        }
    }

    package func logOutputs(
        _ outputs: [ModelOutput],
        ofRun id: RunID,
        under grant: borrowing Grant
    ) async throws -> Recorded<RunInfo> {
        let now = grant.grantedAt
        return try await change(id, under: grant) { _, connection in
            try await Self.require(outputs.map(\.modelID), on: connection)
            _ = try await connection.execute(
                """
                INSERT INTO run_model_outputs (run_id, model_id, step, logged_at)
                SELECT \(id), model_id, step, \(now)
                FROM unnest(\(outputs.map(\.modelID)), \(outputs.map(\.step))) AS given (model_id, step)
                ON CONFLICT (run_id, model_id) DO UPDATE SET step = excluded.step
                """
            )
            return ["models": .string(String(outputs.count))]
        }
    }

    package func datasetSummaries(of experiments: [ExperimentID]) async throws -> [DatasetSummary] {
        let rows = try await queries.rows(
            """
            SELECT DISTINCT c.experiment_id, c.name, c.digest, t.value AS context
            FROM dataset_claims c JOIN run_dataset_inputs i ON i.claim_id = c.id
            LEFT JOIN run_dataset_input_tags t ON t.run_id = i.run_id AND t.claim_id = i.claim_id
                AND t.key = \(DatasetInput.contextTag)
            WHERE c.experiment_id = ANY (\(experiments))
            ORDER BY c.experiment_id, c.name, c.digest, context LIMIT \(TrackingLimits.datasetSummariesMax)
            """
        )
        return try rows.map { row in
            DatasetSummary(
                experimentID: try row.decode("experiment_id"),
                name: try row.decode("name"),
                digest: try row.decode("digest"),
                context: try row.decode("context")
            )
        }
    }
}

// MARK: Datasets

extension PostgresTrackingStore {
    /// A claim that the experiment knows already stays as it was made first.
    private static func insertClaims(
        _ inputs: [DatasetInput],
        _ run: RunInfo,
        _ creator: PrincipalID,
        _ now: Instant,
        on connection: PostgresConnection
    ) async throws {
        let claims = inputs.map(\.claim)
        let ids = claims.map { _ in Identifier<DatasetClaim>.new(at: now) }
        _ = try await connection.execute(
            """
            INSERT INTO dataset_claims (id, experiment_id, name, digest, source_type, source, schema, profile,
                created_at, created_by)
            SELECT id, \(run.experimentID), name, digest, source_type, source, schema, profile, \(now), \(creator)
            FROM unnest(\(ids), \(claims.map(\.name)), \(claims.map(\.digest)), \(claims.map(\.sourceType)),
                \(claims.map(\.source)), \(claims.map(\.schema)), \(claims.map(\.profile)))
                AS given (id, name, digest, source_type, source, schema, profile)
            ORDER BY name, digest
            ON CONFLICT (experiment_id, name, digest) DO NOTHING
            """
        )
    }

    /// Ties claims to the run, and to registered versions where they name one. Gives back which.
    private static func link(
        _ inputs: [DatasetInput],
        _ run: RunInfo,
        _ now: Instant,
        on connection: PostgresConnection
    ) async throws -> [String] {
        var linked: [String] = []
        for input in inputs {
            let version = try await registeredVersion(input, on: connection)
            if let version { linked.append("\(version.name)/\(version.number)") }
            let claim: SQL = """
                SELECT id FROM dataset_claims WHERE experiment_id = \(run.experimentID)
                    AND name = \(input.claim.name) AND digest = \(input.claim.digest)
                """
            _ = try await connection.pipeline([
                """
                INSERT INTO run_dataset_inputs (run_id, claim_id, dataset_version_id, logged_at)
                SELECT \(run.id), id, \(optional: version?.id), \(now) FROM (\(claim)) claim ON CONFLICT DO NOTHING
                """,
                """
                INSERT INTO run_dataset_input_tags (run_id, claim_id, key, value)
                SELECT \(run.id), claim.id, given.key, given.value
                FROM (\(claim)) claim, unnest(\(input.tags.map(\.key)), \(input.tags.map(\.value))) AS given (key, value)
                ON CONFLICT DO NOTHING
                """,
            ])
        }
        return linked
    }

    /// The version that the tag names, which must be there; else the one that the digest, a full SHA-256, belongs
    /// to, of the dataset of the same name when there are several.
    private static func registeredVersion(
        _ input: DatasetInput,
        on connection: PostgresConnection
    ) async throws -> RegisteredVersionRow? {
        let selection: SQL = """
            SELECT v.id, d.name, v.number FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
            """
        if let named = input.registered {
            let row = try await connection.queryOne(
                "\(selection) WHERE d.name = \(named.name) AND v.number = \(named.number)"
            )
            guard let row else {
                throw TrackingFault.refused(
                    "The tag '\(DatasetInput.versionTag)' names dataset version '\(named.name)/\(named.number)', "
                        + "which does not exist."
                )
            }
            return try RegisteredVersionRow(row)
        }
        guard let digest = input.claim.fullDigest else { return nil }
        let rows = try await connection.query(
            """
            \(selection) WHERE v.digest = \(digest) ORDER BY d.name <> \(input.claim.name), d.name, v.number LIMIT 2
            """
        )
        let found = try rows.map(RegisteredVersionRow.init)
        return found.first { $0.name.text == input.claim.name } ?? (found.count == 1 ? found.first : nil)
    }

    /// All models must be there: provenance that points nowhere is none.
    private static func require(_ models: [LoggedModelID], on connection: PostgresConnection) async throws {
        let rows = try await connection.query(
            """
            SELECT given.id FROM unnest(\(models)) AS given (id)
            WHERE NOT EXISTS (SELECT FROM logged_models m WHERE m.id = given.id) LIMIT 1
            """
        )
        if let missing = try rows.first?.decode("id", as: LoggedModelID.self) {
            throw TrackingFault.noModel(missing.prefixed)
        }
    }
}

/// A registered version with its id.
private struct RegisteredVersionRow {
    let id: DatasetVersionID
    let name: ResourceName
    let number: Int

    init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        name = try row.decode("name")
        number = try row.decode("number")
    }
}
