import Catalog
package import PostgresClient

/// Models and versions as MLflow's clients know them, in PostgreSQL.
package struct PostgresRegistryStore: RegistryStore {
    let queries: StoreQueries
    let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }
}
