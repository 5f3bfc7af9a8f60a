package import Access
package import Catalog
import Identifiers
package import PostgresClient

/// Deployments in PostgreSQL.
package struct PostgresDeploymentStore: DeploymentStore {
    let queries: StoreQueries
    let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }

    package func deployment(_ id: DeploymentID) async throws -> Deployment? {
        try await queries.row("\(Deployment.selection) WHERE x.id = \(id)", Deployment.init)
    }

    package func deployments(
        matching search: DeploymentSearch,
        page: PageRequest
    ) async throws -> Page<Deployment> {
        let rows = try await queries.rows(try Self.listing(search, page))
        return try Page(rows, size: page.size, key: \.id.description, Deployment.init)
    }

    package func environments(page: PageRequest) async throws -> Page<DeploymentEnvironment> {
        let rows = try await queries.rows(
            """
            SELECT e.name, e.class FROM deployment_environments e
            WHERE \(optional: page.after) IS NULL OR e.name > \(optional: page.after)
            ORDER BY e.name LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: \.name.text) { row in
            DeploymentEnvironment(name: try row.decode("name"), environmentClass: try row.decode("class"))
        }
    }

    /// One walk along an index of `deployments`, whatever is asked: by model, by environment, only active or all.
    static func listing(_ search: DeploymentSearch, _ page: PageRequest) throws -> SQL {
        var conditions: [SQL] = ["true"]
        if let model = search.model {
            conditions.append("x.model_id = (SELECT m.id FROM models m WHERE \(model.condition))")
        }
        if let environment = search.environment { conditions.append("x.environment = \(environment)") }
        // Written out, so that the planner sees that a partial index covers it.
        switch search.status {
        case .active: conditions.append("x.status = 'active'")
        case .ended: conditions.append("x.status = 'ended'")
        case nil: break
        }
        if let before = try page.afterID(DeploymentID.self) { conditions.append("x.id < \(before)") }
        return """
            \(Deployment.selection) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY x.id DESC LIMIT \(page.rowLimit)
            """
    }
}
