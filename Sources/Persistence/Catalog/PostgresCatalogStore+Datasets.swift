package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func dataset(named name: ResourceName) async throws -> Dataset? {
        try await queries.row("\(Dataset.selection) WHERE d.name = \(name)", Dataset.init)
    }

    package func datasets(page: PageRequest) async throws -> Page<Dataset> {
        let rows = try await queries.rows(
            """
            \(Dataset.selection) WHERE \(optional: page.after) IS NULL OR d.name > \(optional: page.after)
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
                INSERT INTO datasets (id, name, owner_team_id, description, created_at, created_by)
                VALUES (\(id), \(draft.name), \(draft.ownerTeamID), \(draft.description), \(now), \(creator))
                """
            )
            let row = try await connection.queryOne("\(Dataset.selection) WHERE d.id = \(id)")
            guard let dataset = try row.map(Dataset.init) else {
                throw StoreFault.notFound(what: Dataset.thing(draft.name))
            }
            let details: [String: JSONValue] = ["owner_team_id": .string(dataset.ownerTeamID.description)]
            return try Change(dataset, dataset.subject, details: details)
        }
    }
}
