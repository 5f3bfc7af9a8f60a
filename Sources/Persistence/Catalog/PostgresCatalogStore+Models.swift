package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func model(named name: ResourceName) async throws -> Model? {
        try await queries.row("\(Model.selection) WHERE m.name = \(name)", Model.init)
    }

    package func models(matching search: ModelSearch, page: PageRequest) async throws -> Page<Model> {
        let rows = try await queries.rows(
            """
            \(Model.selection)
            WHERE \(try search.condition())
                AND (\(optional: page.after) IS NULL OR m.name > \(optional: page.after))
            ORDER BY m.name LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: \.name.text, Model.init)
    }

    package func createModel(_ draft: ModelDraft, under grant: borrowing Grant) async throws -> Recorded<
        Model
    > {
        let id = ModelID.new(at: grant.grantedAt)
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        return try await ledger.record(Model.thing(draft.name), under: grant) { connection in
            _ = try await connection.execute(
                """
                INSERT INTO models (id, name, owner_team_id, accountable_id, purpose, risk_class, description,
                    created_at, created_by, updated_at)
                VALUES (\(id), \(draft.name), \(draft.ownerTeamID), \(draft.accountableID), \(draft.purpose),
                    \(draft.riskClass), \(draft.description), \(now), \(creator), \(now))
                """
            )
            let model = try await Self.readModel(draft.name, on: connection)
            return try Change(model, model.subject, details: model.auditDetails)
        }
    }

    package func updateModel(
        named name: ResourceName,
        _ changes: ModelChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Model> {
        let now = grant.grantedAt
        return try await ledger.record(Model.thing(name), under: grant) { connection in
            let before = try await Self.lockModel(name, on: connection)
            try ExpectedRevision(revision).check(before.revision, of: Model.thing(name))
            _ = try await connection.execute(
                """
                UPDATE models SET owner_team_id = \(changes.ownerTeamID ?? before.ownerTeamID),
                    accountable_id = \(changes.accountableID ?? before.accountableID),
                    purpose = \(changes.purpose ?? before.purpose),
                    risk_class = \(changes.riskClass ?? before.riskClass),
                    description = \(changes.description ?? before.description),
                    updated_at = greatest(updated_at, \(now)), revision = revision + 1
                WHERE id = \(before.id)
                """
            )
            let after = try await Self.readModel(name, on: connection)
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }

    private static func readModel(_ name: ResourceName, on connection: PostgresConnection) async throws
        -> Model
    {
        let row = try await connection.queryOne("\(Model.selection) WHERE m.name = \(name)")
        guard let row else { throw StoreFault.notFound(what: Model.thing(name)) }
        return try Model(row)
    }

    /// Locks first and reads then: what the lock waited for is seen.
    private static func lockModel(_ name: ResourceName, on connection: PostgresConnection) async throws
        -> Model
    {
        let answers = try await connection.pipeline([
            "SELECT FROM models WHERE name = \(name) FOR UPDATE",
            "\(Model.selection) WHERE m.name = \(name)",
        ])
        guard let row = answers.last?.first else { throw StoreFault.notFound(what: Model.thing(name)) }
        return try Model(row)
    }
}
