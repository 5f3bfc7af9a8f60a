import Access
import HTTPAPI
import Hummingbird
import LocalModels
import Logging
import MLflowAPI
import OpenAIAPI
import Persistence
import Retrieval
import ServiceLifecycle
import Tensors
import TransparencyLog
import WebUI
import Workflows

/// The running platform: everything that `assay serve` starts, in the order in which it depends on each other.
struct Platform: Sendable {
    let settings: ServerSettings
    let database: Database
    let stores: Stores
    let models: ModelRoster
    let usage: UsageJournal
    let presence = ClientPresence()
    let served: ServedModels
    let index: SearchIndex
    let follower: FollowIndex
    let services: APIServices
    let logKey: NoteSigner
    let logger: Logger
    private let compute: ComputePool

    /// `prepare` runs once the stores are there and before the model is looked for: the sample workspace registers it.
    static func start(
        _ settings: ServerSettings,
        _ logger: Logger,
        prepare: (Stores) async throws -> Void = { _ in }
    ) async throws -> Platform {
        let directory = DataDirectory(path: settings.dataDirectory)
        try directory.create()
        let logKey = try LogKey.load(in: directory)
        let database = try await Database.start(settings, directory, logger)
        do {
            let stores = try await Stores(database, directory, settings, logger)
            try await prepare(stores)
            let addressKey = try AddressKey.load(in: directory)
            return await Platform(settings, database, stores, logKey, addressKey, logger)
        } catch {
            await database.stop()
            throw error
        }
    }

    private init(
        _ settings: ServerSettings,
        _ database: Database,
        _ stores: Stores,
        _ logKey: NoteSigner,
        _ addressKey: AddressSigner,
        _ logger: Logger
    ) async {
        self.settings = settings
        self.database = database
        self.stores = stores
        self.logKey = logKey
        self.logger = logger
        compute = ComputePool(threads: ProcessorQuota.processors)
        let runtime = ModelRuntime(
            backends: ComputeBackends.found(settings, pool: compute),
            cacheBytesMax: settings.resultCacheMiB << 20,
            logger: logger,
            now: WallClock.now
        )
        usage = UsageJournal(store: stores.usage, logger: logger)
        served = await ModelLoading(
            runtime: runtime,
            catalog: stores.catalog,
            contents: stores.contents,
            logger: logger
        ).load(settings)
        models = served.roster
        let embedder = models.indexEmbedder
        let isServed = !(embedder is UnavailableEmbedder)
        index = SearchIndex(dimension: embedder.dimension)
        follower = FollowIndex(
            index: index,
            feed: stores.feed,
            modelDigest: isServed ? embedder.identity.resultDigest : nil,
            logger: logger
        )
        let measured = (index, follower)
        let metrics = ReadMetrics(gate: stores.gate) {
            [
                .gauge(
                    "assay_search_index_chunks",
                    "Chunks in the search index.",
                    Double(measured.0.size.chunkCount)
                ),
                .gauge(
                    "assay_search_index_bytes",
                    "Bytes of the search index.",
                    Double(measured.0.size.byteCount)
                ),
                .gauge(
                    "assay_search_index_ready",
                    "1 once the search index is loaded.",
                    measured.1.isReady ? 1 : 0
                ),
            ] + ModelMetrics.families(runtime.figures)
        }
        services = UseCases.services(
            stores,
            index: index,
            embedder: embedder,
            usage: usage,
            logKey: logKey,
            metrics: metrics,
            artifacts: UseCases.artifacts(stores, settings, addresses: addressKey)
        )
    }

    /// The services that run until shutdown, those that others depend on first.
    func backgroundServices() -> [any Service] {
        var services: [any Service] = [
            // First, and so the last to end: it writes what all others left.
            LoopService("usage") { await usage.run() },
            LoopService("sequencer") {
                try await AuditSequencer(
                    pool: database.sequencerPool,
                    signer: logKey,
                    origin: LogKey.origin,
                    logger: logger,
                    now: WallClock.now,
                    sleep: { try await Task.sleep(for: .milliseconds($0)) }
                ).run()
            },
            LoopService("search index") { try await follower.run() },
            LoopService("webhooks") {
                try await UseCases.webhookDelivery(stores, settings, logger).run()
            },
            LoopService("housekeeping") { try await housekeeping.run() },
        ]
        if let embedded = database.embedded {
            services.append(
                LoopService("database watch") { try await DatabaseWatch(postgres: embedded).run() }
            )
        }
        return services
    }

    /// Those that end before the server stops to listen, the last one first: imports give their places back, then what
    /// callers wait for is finished within a limit.
    func modelServices() -> [any Service] {
        let drain = LoopService("models", loop: {}) { [served] in
            await served.runtime.drain(limitSeconds: Self.drainSecondsMax)
        }
        let embedder = models.indexEmbedder
        if embedder is UnavailableEmbedder { return [drain] }
        let imports = RunImports(
            corpus: stores.corpus,
            principals: stores.principals,
            embedder: embedder,
            opener: StoredExports(contents: stores.exports),
            usage: usage,
            gate: stores.gate,
            logger: logger
        )
        return [drain, LoopService("imports") { await imports.run() }]
    }

    /// After this time at shutdown, what still waits for a model fails.
    private static let drainSecondsMax = 20.0

    private var housekeeping: Housekeeping {
        Housekeeping(
            database: database,
            collect: CollectContents(contents: stores.contents, collection: stores.collection),
            enforceRetention: EnforceDatasetRetention(datasets: stores.governance, gate: stores.gate),
            logger: logger
        )
    }

    /// Everything that answers over HTTP.
    func router() -> Router<APIContext> {
        let status = StatusRoutes(
            version: BuildVersion.text,
            checks: readinessChecks(),
            verifierKeys: services.auditLog.verifierKeys,
            plainVersion: MLflowContract.version(toldTo:)
        )
        let authenticate = services.authenticate
        let web = WebRoutes(
            accepts: { try await authenticate(secret: $0) != nil },
            transport: settings.tls == nil ? .plain : .tls
        )
        let openAI = OpenAIRoutes(
            services: InferenceServices(models: models, usage: usage, gate: stores.gate),
            servedSince: stores.gate.now,
            presence: presence
        )
        let mlflow = MLflowRoutes(
            registry: services.registry,
            capabilities: MLflowCapabilities(
                takesPartUploads: true,
                givesPartDownloads: true,
                presignsArtifacts: true
            ),
            tracking: services.tracking,
            artifacts: services.artifacts,
            integrations: UseCases.integrations(stores, settings),
            clock: WallClock.now
        )
        return APIRouter(services: services, status: status, presence: presence, clock: WallClock.now).build(
            open: {
                mlflow.addOpen(to: $0)
                $0.add(middleware: OpenAIErrorReporting())
                web.add(to: $0)
            },
            authenticated: {
                openAI.add(to: $0)
                mlflow.add(to: $0)
            }
        )
    }

    private func readinessChecks() -> [StatusRoutes.Check] {
        let (pool, served, follower) = (database.pool, served, follower)
        return [
            .init("database") { await Persistence.DatabaseProbe(pool: pool).problem() },
            .init("model") { served.problem },
            .init("served models", isRequired: false) {
                served.absent == 0
                    ? nil : "\(served.absent) of the models that are named are not served; the log says why"
            },
            .init("index") { follower.isReady ? nil : "the search index is being loaded" },
        ]
    }

    func stop() async {
        served.runtime.stop()
        compute.stop()
        await database.stop()
    }
}
