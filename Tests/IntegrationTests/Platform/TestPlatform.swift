import Access
import ContentStore
import HTTPAPI
import Hummingbird
import Identifiers
import Persistence
import PolicyLibrary
import PostgresClient
import Retrieval
import Signing
import SlackConnector
import Synchronization
import TestSupport
import TransparencyLog
import Workflows

/// The platform with its shipped policy over a database of its own, reached through its router.
struct TestPlatform: Sendable {
    static let origin = "assay-test"

    let pool: PostgresPool
    /// Looks and reaches behind the stores.
    let superuser: PostgresPool
    let folder: TemporaryFolder
    let clock = FakeClock()
    let embedder = HashedWordsEmbedder()
    let reranker = SharedWordsReranker()
    let usage: UsageJournal
    let presence = ClientPresence()
    let index: SearchIndex
    let exports: ImportedExports
    let gate: Gate
    let webhookSender = NotingWebhookSender()
    let webhookSecrets: WebhookSecrets
    let collect: CollectContents
    let contents: GuardedContents
    let principals: PostgresPrincipalStore
    let corpus: PostgresCorpusStore
    let feed: PostgresChunkFeed
    let policy: CheckpointPolicy
    let router: RouterResponder<APIContext>
    /// Method and path of every route of the API.
    let routes: [String]
    let sequencerPool: PostgresPool
    private let logKey: NoteSigner
    private let feedPosition: FeedPosition

    init(
        _ database: PlatformDatabase,
        folder: TemporaryFolder,
        embedders: [any TextEmbedder] = []
    ) async throws {
        self.folder = folder
        pool = database.pool(database.application, role: database.applicationRole, connectionsMax: 6)
        sequencerPool = database.pool(database.sequencer, role: database.sequencerRole, connectionsMax: 2)
        superuser = database.pool(database.superuser, connectionsMax: 2)
        gate = Gate(authorizer: Authorizer(roles: try AccessPolicy.roles()), clock: clock.now)
        logKey = try NoteSigner(name: Self.origin, kind: .log, signer: try SigningKey.generate(.ed25519))
        policy = CheckpointPolicy(origin: Self.origin, logKeys: [logKey.key])
        webhookSecrets = WebhookSecrets(
            key: try KeyEncryptionKey(SecretBytes([UInt8](repeating: 7, count: 32)))
        )
        index = SearchIndex(dimension: embedder.dimension)
        principals = PostgresPrincipalStore(pool: pool)
        corpus = PostgresCorpusStore(pool: pool, leasePollSeconds: 1)
        let listener = PostgresListener(
            database.configuration(database.application, role: database.applicationRole, connectionsMax: 1),
            logger: PlatformDatabase.logger
        )
        feed = PostgresChunkFeed(pool: pool, listener: listener)
        feedPosition = FeedPosition()
        let files = try await FileContentStore(root: folder.path("contents"))
        contents = GuardedContents(
            contents: files,
            claims: PostgresContentCollection(pool: pool),
            clock: clock.now
        )
        exports = ImportedExports(contents: files)
        usage = UsageJournal(store: PostgresUsageStore(pool: pool), logger: PlatformDatabase.logger)
        let parts = ServiceParts(
            pool: pool,
            principals: principals,
            corpus: corpus,
            contents: contents,
            index: index,
            models: ModelRoster(embedder, embedders: embedders, rerankers: [reranker]),
            usage: usage,
            presence: presence,
            policy: policy,
            gate: gate,
            webhookSender: webhookSender,
            webhookSecrets: webhookSecrets,
            protectedAliases: try AccessPolicy.protectedAliases()
        )
        collect = parts.collect
        let router = parts.router(clock: clock.now)
        routes = router.routes.map { "\($0.method.rawValue) \($0.path)" }
        self.router = router.buildResponder()
    }

    func shutdown() async {
        await pool.shutdown()
        await sequencerPool.shutdown()
        await superuser.shutdown()
    }

    // MARK: Background work

    func sequencer() -> AuditSequencer {
        AuditSequencer(
            pool: sequencerPool,
            signer: logKey,
            origin: Self.origin,
            logger: PlatformDatabase.logger,
            now: clock.now,
            sleep: { try await Task.sleep(for: .milliseconds(min($0, 50))) }
        )
    }

    func webhookDelivery() -> DeliverWebhooks {
        DeliverWebhooks(
            store: PostgresWebhookStore(pool: pool),
            sender: webhookSender,
            secrets: webhookSecrets,
            now: clock.now,
            logger: PlatformDatabase.logger
        )
    }

    func importWorker() -> RunImports {
        RunImports(
            corpus: corpus,
            principals: principals,
            embedder: embedder,
            opener: exports,
            usage: usage,
            gate: gate,
            logger: PlatformDatabase.logger
        )
    }

    func follower(_ index: SearchIndex) -> FollowIndex {
        FollowIndex(
            index: index,
            feed: feed,
            modelDigest: embedder.identity.digest,
            logger: PlatformDatabase.logger
        )
    }

    /// Brings the search index to where the database is, now and not some time later.
    func catchUpIndex() async throws {
        var position = feedPosition.value.withLock { $0 }
        while true {
            let step = try await feed.changes(
                after: position,
                modelDigest: embedder.identity.digest,
                limit: 1_000
            )
            if step.position == position { break }
            try index.apply(step.changes)
            position = step.position
        }
        feedPosition.value.withLock { $0 = position }
    }

    /// How far the index has followed; shared by all copies of the platform.
    private final class FeedPosition: Sendable {
        let value = Mutex<Int64>(0)
    }
}

/// Gives `body` a platform over an empty database that exists only while it runs; `embedders` are served beside its
/// own.
func withPlatform(
    embedders: [any TextEmbedder] = [],
    _ body: (TestPlatform) async throws -> Void
) async throws {
    try await TestSlots.platforms.holding {
        try await withTemporaryDatabase { database in
            try await withTemporaryFolder { folder in
                let platform = try await TestPlatform(
                    PlatformDatabase(database),
                    folder: folder,
                    embedders: embedders
                )
                let outcome: Result<Void, any Error>
                do { outcome = .success(try await body(platform)) } catch { outcome = .failure(error) }
                await platform.shutdown()
                try outcome.get()
            }
        }
    }
}
