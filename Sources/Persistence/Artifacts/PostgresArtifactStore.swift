import Catalog
package import PostgresClient

/// Trees of artifacts, uploads in parts, quotas and restrictions in PostgreSQL.
package struct PostgresArtifactStore: ArtifactStore, ArtifactUploadStore {
    /// How many uploads in parts one principal may have open.
    static let openUploadsMax = 1_000

    let queries: StoreQueries
    let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }
}
