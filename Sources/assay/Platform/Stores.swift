import Access
import Audit
import Catalog
import ContentStore
import Corpus
import Logging
import Persistence
import PolicyLibrary
import PostgresClient
import Retrieval
import TransparencyLog
import Workflows

/// The adapters of every port, over one database and one content store.
struct Stores: Sendable {
    let principals: PostgresPrincipalStore
    let catalog: PostgresCatalogStore
    let tracking: PostgresTrackingStore
    let corpus: PostgresCorpusStore
    let passages: PostgresPassageStore
    let auditLog: PostgresAuditBrowser
    let feed: PostgresChunkFeed
    let contents: FileContentStore
    let governance: PostgresGovernanceStore
    let retentionRules: RetentionRules
    let gate: Gate

    init(
        _ database: Database,
        _ directory: DataDirectory,
        _ settings: ServerSettings,
        _ logger: Logger
    ) async throws {
        principals = PostgresPrincipalStore(pool: database.pool)
        catalog = PostgresCatalogStore(pool: database.pool)
        tracking = PostgresTrackingStore(pool: database.pool)
        corpus = PostgresCorpusStore(pool: database.pool)
        passages = PostgresPassageStore(pool: database.pool, link: StoredExports.link)
        auditLog = PostgresAuditBrowser(pool: database.pool)
        feed = PostgresChunkFeed(
            pool: database.pool,
            listener: PostgresListener(database.listenerConfiguration, logger: logger)
        )
        contents = try await FileContentStore(root: directory.contents)
        governance = PostgresGovernanceStore(pool: database.pool)
        retentionRules = try RetentionPolicy.rules(from: settings.policyFolder)
        let roles = try AccessPolicy.roles(from: settings.policyFolder)
        gate = Gate(authorizer: Authorizer(roles: roles), clock: WallClock.now)
    }
}
