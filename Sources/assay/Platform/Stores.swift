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
import Signing
import TransparencyLog
import Workflows

/// The adapters of every port, over one database and one content store.
struct Stores: Sendable {
    let principals: PostgresPrincipalStore
    let catalog: PostgresCatalogStore
    let features: PostgresFeatureStore
    let deployments: PostgresDeploymentStore
    let registry: PostgresRegistryStore
    let protectedAliases: ProtectedAliases
    let tracking: PostgresTrackingStore
    let corpus: PostgresCorpusStore
    let passages: PostgresPassageStore
    let auditLog: PostgresAuditBrowser
    let feed: PostgresChunkFeed
    /// Where exports lie, which are read as files.
    let exports: FileContentStore
    /// The same for uploads.
    let guardedExports: GuardedContents
    /// Where everything else lies; uploads to it cannot be collected before something names them.
    let contents: GuardedContents
    let artifacts: PostgresArtifactStore
    let collection: PostgresContentCollection
    let governance: PostgresGovernanceStore
    let usage: PostgresUsageStore
    let retentionRules: RetentionRules
    let gate: Gate
    let pool: PostgresPool
    let keyEncryptionKey: KeyEncryptionKey

    init(
        _ database: Database,
        _ directory: DataDirectory,
        _ settings: ServerSettings,
        _ logger: Logger
    ) async throws {
        pool = database.pool
        keyEncryptionKey = try WrappingKey.load(in: directory)
        principals = PostgresPrincipalStore(pool: database.pool)
        catalog = PostgresCatalogStore(pool: database.pool)
        features = PostgresFeatureStore(pool: database.pool)
        deployments = PostgresDeploymentStore(pool: database.pool)
        registry = PostgresRegistryStore(pool: database.pool)
        protectedAliases = try AccessPolicy.protectedAliases(from: settings.policyFolder)
        tracking = PostgresTrackingStore(pool: database.pool)
        corpus = PostgresCorpusStore(pool: database.pool)
        passages = PostgresPassageStore(pool: database.pool, link: StoredExports.link)
        auditLog = PostgresAuditBrowser(pool: database.pool)
        feed = PostgresChunkFeed(
            pool: database.pool,
            listener: PostgresListener(database.listenerConfiguration, logger: logger)
        )
        exports = try await FileContentStore(root: directory.contents)
        artifacts = PostgresArtifactStore(pool: database.pool)
        collection = PostgresContentCollection(pool: database.pool)
        guardedExports = GuardedContents(contents: exports, claims: collection, clock: WallClock.now)
        let opened = try await ArtifactContents.open(settings, directory, exports, database.pool)
        contents = GuardedContents(contents: opened, claims: collection, clock: WallClock.now)
        governance = PostgresGovernanceStore(pool: database.pool)
        usage = PostgresUsageStore(pool: database.pool)
        retentionRules = try RetentionPolicy.rules(from: settings.policyFolder)
        let roles = try AccessPolicy.roles(from: settings.policyFolder)
        gate = Gate(authorizer: Authorizer(roles: roles), clock: WallClock.now)
    }
}
