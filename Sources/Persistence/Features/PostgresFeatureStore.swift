package import Access
package import Catalog
import Identifiers
package import PostgresClient

/// Feature sets and their contracts in PostgreSQL.
package struct PostgresFeatureStore: FeatureStore {
    let queries: StoreQueries
    let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }

    package func featureSet(named name: ResourceName) async throws -> FeatureSet? {
        try await queries.row("\(FeatureSet.selection) WHERE s.name = \(name)", FeatureSet.init)
    }

    package func featureSets(ownerTeamName: String?, page: PageRequest) async throws -> Page<FeatureSet> {
        let rows = try await queries.rows(
            """
            \(FeatureSet.selection)
            WHERE (\(optional: ownerTeamName) IS NULL OR g.name = \(optional: ownerTeamName))
                AND (\(optional: page.after) IS NULL OR s.name > \(optional: page.after))
            ORDER BY s.name LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: \.name.text, FeatureSet.init)
    }

    package func createFeatureSet(
        _ draft: FeatureSetDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<FeatureSet> {
        let id = FeatureSetID.new(at: grant.grantedAt)
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        return try await ledger.record(FeatureSet.thing(draft.name), under: grant) { connection in
            _ = try await connection.execute(
                """
                INSERT INTO feature_sets (id, name, owner_team_id, description, created_at, created_by)
                VALUES (\(id), \(draft.name), \(draft.ownerTeamID), \(draft.description), \(now), \(creator))
                """
            )
            let row = try await connection.queryOne("\(FeatureSet.selection) WHERE s.id = \(id)")
            guard let made = try row.map(FeatureSet.init) else {
                throw StoreFault.notFound(what: FeatureSet.thing(draft.name))
            }
            let details: [String: JSONValue] = ["owner_team_id": .string(made.ownerTeamID.description)]
            return try Change(made, made.subject, details: details)
        }
    }
}
