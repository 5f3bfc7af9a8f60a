import Catalog
package import PostgresClient

/// Models, versions, datasets and lineage in PostgreSQL.
package struct PostgresCatalogStore: CatalogStore {
    /// The most files a version has: its manifest is read and hashed as one.
    static let filesMax = 10_000
    /// The most edges one answer about lineage holds.
    static let edgesMax = 10_000

    let queries: StoreQueries
    let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }
}
