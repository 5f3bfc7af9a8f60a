package import Access
package import Catalog
package import Identifiers
import PostgresClient

extension PostgresGovernanceStore: DatasetRetentionStore {
    package func dueDatasetVersions(at now: Instant, limit: Int) async throws -> [DueDatasetVersion] {
        let rows = try await queries.rows(
            "\(Self.due) AND due.due_at <= \(now) ORDER BY due.due_at, v.id LIMIT \(limit)"
        )
        return try rows.map(DueDatasetVersion.init)
    }

    private static let due: SQL = """
        SELECT v.id, d.name AS dataset_name, v.number, d.owner_team_id, due.due_at
        FROM datasets d JOIN dataset_versions v ON v.dataset_id = d.id
        CROSS JOIN LATERAL (
            SELECT retention_due(v.created_at, d.retention_days, d.retention_until) AS due_at
        ) due
        WHERE d.retention_action = 'delete'
            AND EXISTS (SELECT FROM dataset_version_files f WHERE f.version_id = v.id)
            AND NOT is_held_dataset_version(v.id)
        """

    package func purge(
        _ due: DueDatasetVersion,
        under grant: borrowing Grant
    ) async throws -> Recorded<DatasetPurge> {
        let (now, effect) = (grant.grantedAt, grant.effectID)
        let thing = DatasetVersion.thing(due.number, of: due.datasetName)
        return try await ledger.record(thing, under: grant) { connection in
            try await Self.requireDue(due, thing, at: now, on: connection)
            _ = try await connection.pipeline([
                """
                INSERT INTO dataset_purges (version_id, effect_id, due_at, purged_at)
                VALUES (\(due.id), \(effect), \(due.dueAt), \(now))
                """,
                """
                INSERT INTO purged_dataset_files (version_id, path, digest, size_bytes, created_at)
                SELECT f.version_id, f.path, f.digest, c.size_bytes, f.created_at
                FROM dataset_version_files f JOIN contents c ON c.digest = f.digest WHERE f.version_id = \(due.id)
                """,
                "DELETE FROM dataset_version_files WHERE version_id = \(due.id)",
            ])
            return try await Self.change(due, at: now, on: connection)
        }
    }

    /// Locks the version and the models made from it, so that no hold comes between, and sees that it is due still.
    private static func requireDue(
        _ due: DueDatasetVersion,
        _ thing: String,
        at now: Instant,
        on connection: PostgresConnection
    ) async throws {
        _ = try await connection.pipeline([
            """
            SELECT FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id WHERE v.id = \(due.id)
            FOR UPDATE
            """,
            """
            SELECT FROM models m WHERE m.id IN (SELECT model_id FROM models_made_from(\(due.id)))
            ORDER BY m.id FOR SHARE
            """,
        ])
        let row = try await connection.queryOne("\(Self.due) AND v.id = \(due.id) AND due.due_at <= \(now)")
        guard try row.map(DueDatasetVersion.init) == due else {
            throw StoreFault.conflict(
                detail: "\(thing) is not due to be deleted any more, or a legal hold keeps it."
            )
        }
    }

    private static func change(
        _ due: DueDatasetVersion,
        at now: Instant,
        on connection: PostgresConnection
    ) async throws -> Change<DatasetPurge> {
        let row = try await connection.queryOne(
            """
            SELECT v.digest, count(f.path) AS file_count, coalesce(sum(f.size_bytes), 0)::bigint AS size_bytes
            FROM dataset_versions v LEFT JOIN purged_dataset_files f ON f.version_id = v.id
            WHERE v.id = \(due.id) GROUP BY v.digest
            """
        )
        guard let row else {
            throw StoreFault.notFound(what: DatasetVersion.thing(due.number, of: due.datasetName))
        }
        let purge = DatasetPurge(
            versionID: due.id,
            dueAt: due.dueAt,
            purgedAt: now,
            fileCount: try row.decode("file_count"),
            sizeBytes: try row.decode("size_bytes")
        )
        let subject = ChangedSubject(
            id: due.id.description,
            name: due.datasetName.text,
            version: String(due.number),
            digest: try row.decode("digest")
        )
        let details: [String: JSONValue] = [
            "file_count": .string(String(purge.fileCount)), "size_bytes": .string(String(purge.sizeBytes)),
            "due_at": .string(due.dueAt.rfc3339),
        ]
        return try Change(purge, subject, details: details)
    }
}

extension DueDatasetVersion {
    fileprivate init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            datasetName: try row.decode("dataset_name"),
            number: try row.decode("number"),
            ownerTeamID: try row.decode("owner_team_id"),
            dueAt: try row.decode("due_at")
        )
    }
}
