import Catalog
package import PostgresClient

/// Experiments, runs, metrics and logged models in PostgreSQL.
package struct PostgresTrackingStore: TrackingStore {
    let queries: StoreQueries
    let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }
}
