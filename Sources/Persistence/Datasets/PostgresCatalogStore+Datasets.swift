package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func dataset(named name: ResourceName) async throws -> Dataset? {
        try await queries.row("\(Dataset.selection) WHERE d.name = \(name)", Dataset.init)
    }

    package func datasets(matching search: DatasetSearch, page: PageRequest) async throws -> Page<Dataset> {
        let rows = try await queries.rows(
            """
            \(Dataset.selection)
            WHERE \(try search.condition())
                AND (\(optional: page.after) IS NULL OR d.name > \(optional: page.after))
            ORDER BY d.name LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: \.name.text, Dataset.init)
    }

    package func createDataset(
        _ draft: DatasetDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<Dataset> {
        let id = DatasetID.new(at: grant.grantedAt)
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        return try await ledger.record(Dataset.thing(draft.name), under: grant) { connection in
            _ = try await connection.execute(
                """
                INSERT INTO datasets (id, name, owner_team_id, accountable_id, purpose, description, licence,
                    sensitivity, residency, retention_days, retention_until, retention_action, created_at,
                    created_by, updated_at)
                VALUES (\(id), \(draft.name), \(draft.ownerTeamID), \(draft.accountableID), \(draft.purpose),
                    \(draft.description), \(draft.licence), \(draft.sensitivity), \(draft.residency),
                    \(draft.retention?.days), \(draft.retention?.until), \(draft.retention?.action), \(now),
                    \(creator), \(now))
                """
            )
            let dataset = try await Self.readDataset(draft.name, on: connection)
            return try Change(dataset, dataset.subject, details: dataset.auditDetails)
        }
    }

    package func updateDataset(
        named name: ResourceName,
        _ changes: DatasetChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Dataset> {
        let now = grant.grantedAt
        return try await ledger.record(Dataset.thing(name), under: grant) { connection in
            let before = try await Self.lockDataset(name, on: connection)
            try ExpectedRevision(revision).check(before.revision, of: Dataset.thing(name))
            let retention = changes.retention.applied(to: before.retention)
            _ = try await connection.execute(
                """
                UPDATE datasets SET owner_team_id = \(changes.ownerTeamID ?? before.ownerTeamID),
                    accountable_id = \(changes.accountableID ?? before.accountableID),
                    purpose = \(changes.purpose ?? before.purpose),
                    description = \(changes.description ?? before.description),
                    licence = \(changes.licence.applied(to: before.licence)),
                    sensitivity = \(changes.sensitivity ?? before.sensitivity),
                    residency = \(changes.residency ?? before.residency),
                    retention_days = \(retention?.days), retention_until = \(retention?.until),
                    retention_action = \(retention?.action),
                    updated_at = greatest(updated_at, \(now)), revision = revision + 1
                WHERE id = \(before.id)
                """
            )
            let after = try await Self.readDataset(name, on: connection)
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }

    private static func readDataset(
        _ name: ResourceName,
        on connection: PostgresConnection
    ) async throws -> Dataset {
        let row = try await connection.queryOne("\(Dataset.selection) WHERE d.name = \(name)")
        guard let row else { throw StoreFault.notFound(what: Dataset.thing(name)) }
        return try Dataset(row)
    }

    /// Locks first and reads then: what the lock waited for is seen.
    private static func lockDataset(
        _ name: ResourceName,
        on connection: PostgresConnection
    ) async throws -> Dataset {
        let answers = try await connection.pipeline([
            "SELECT FROM datasets WHERE name = \(name) FOR UPDATE",
            "\(Dataset.selection) WHERE d.name = \(name)",
        ])
        guard let row = answers.last?.first else { throw StoreFault.notFound(what: Dataset.thing(name)) }
        return try Dataset(row)
    }
}
