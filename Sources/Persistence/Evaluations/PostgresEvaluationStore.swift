package import Access
package import Catalog
import Identifiers
package import PostgresClient
import Signing

/// Evaluation datasets in PostgreSQL.
package struct PostgresEvaluationStore: EvaluationStore {
    let queries: StoreQueries
    let ledger: Ledger

    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }

    package func dataset(_ id: EvaluationDatasetID) async throws -> EvaluationDataset? {
        try await queries.row(
            "SELECT \(EvaluationDataset.columns) FROM evaluation_datasets d WHERE d.id = \(id) AND d.deleted_at IS NULL",
            EvaluationDataset.init
        )
    }

    package func create(
        name: String,
        tags: [String: String],
        experiments: [ExperimentID],
        under grant: borrowing Grant
    ) async throws -> Recorded<EvaluationDataset> {
        let (now, creator) = (grant.grantedAt, grant.actor.principalID)
        let id = EvaluationDatasetID.new(at: now)
        let numbers = Array(Set(experiments.map(\.number))).sorted()
        let text = try Self.text(tags)
        let claim = String((tags["mlflow.user"] ?? "").unicodeScalars.prefix(256))
        return try await ledger.record(EvaluationDataset.thing(id), under: grant) { connection in
            _ = try await connection.pipeline([
                """
                INSERT INTO evaluation_datasets (id, name, tags, digest, user_claim, owner_team_id, created_at, created_by,
                    updated_at)
                VALUES (\(id), \(name), \(text)::jsonb, \(Digest.sha256(of: []).hex), \(claim),
                    (SELECT owner_team_id FROM experiments WHERE id = ANY (\(numbers)) AND owner_team_id IS NOT NULL
                        ORDER BY id LIMIT 1),
                    \(now), \(creator), \(now))
                """,
                Self.join(numbers, id),
            ])
            let dataset = try await Self.read(id, on: connection)
            return try Change(dataset, dataset.subject, details: ["name": .string(name)])
        }
    }

    package func change(_ id: EvaluationDatasetID, _ change: EvaluationChange, under grant: borrowing Grant)
        async throws -> Recorded<EvaluationDataset>
    {
        let now = grant.grantedAt
        return try await ledger.record(EvaluationDataset.thing(id), under: grant) { connection in
            let before = try await Self.lock(id, on: connection)
            for statement in try Self.statements(change, id) { _ = try await connection.execute(statement) }
            _ = try await connection.execute(
                "UPDATE evaluation_datasets SET updated_at = \(now) WHERE id = \(id)"
            )
            if change == .delete {
                _ = try await connection.execute(
                    "UPDATE evaluation_datasets SET deleted_at = \(now) WHERE id = \(id)"
                )
                return try Change(before, before.subject, details: ["deleted": .string(before.name)])
            }
            let after = try await Self.read(id, on: connection)
            return try Change(after, after.subject, before: before, details: ["name": .string(after.name)])
        }
    }

    private static func statements(_ change: EvaluationChange, _ id: EvaluationDatasetID) throws -> [SQL] {
        switch change {
        case .setTags(let tags):
            let text = try text(tags)
            return ["UPDATE evaluation_datasets SET tags = tags || \(text)::jsonb WHERE id = \(id)"]
        case .deleteTag(let key):
            return ["UPDATE evaluation_datasets SET tags = tags - \(key)::text WHERE id = \(id)"]
        case .addExperiments(let experiments): return [join(experiments.map(\.number), id)]
        case .removeExperiments(let experiments):
            return [
                """
                DELETE FROM evaluation_dataset_experiments
                WHERE dataset_id = \(id) AND experiment_id = ANY (\(experiments.map(\.number)))
                """
            ]
        case .delete: return []
        }
    }

    private static func join(_ experiments: [Int64], _ id: EvaluationDatasetID) -> SQL {
        """
        INSERT INTO evaluation_dataset_experiments (dataset_id, experiment_id)
        SELECT \(id), x FROM unnest(\(experiments)) x ON CONFLICT DO NOTHING
        """
    }

    private static func text(_ tags: [String: String]) throws -> String {
        try JSONValue.object(tags.mapValues { .string($0) }).storedText
    }

    static func read(_ id: EvaluationDatasetID, on connection: PostgresConnection) async throws
        -> EvaluationDataset
    {
        let row = try await connection.queryOne(
            "SELECT \(EvaluationDataset.columns) FROM evaluation_datasets d WHERE d.id = \(id) AND d.deleted_at IS NULL"
        )
        guard let row else { throw StoreFault.notFound(what: EvaluationDataset.thing(id)) }
        return try EvaluationDataset(row)
    }

    /// Locks first and reads then: what the lock waited for is seen.
    static func lock(_ id: EvaluationDatasetID, on connection: PostgresConnection) async throws
        -> EvaluationDataset
    {
        _ = try await connection.execute("SELECT FROM evaluation_datasets WHERE id = \(id) FOR UPDATE")
        return try await read(id, on: connection)
    }
}
