import Access
import Catalog
import ContentStore
import Corpus
import HTTPAPI
import Hummingbird
import Identifiers
import MLflowAPI
import OpenAIAPI
import Persistence
import PostgresClient
import Retrieval
import SlackConnector
import TransparencyLog
import Workflows

/// What the use cases are made of.
struct ServiceParts {
    let pool: PostgresPool
    let principals: PostgresPrincipalStore
    let corpus: PostgresCorpusStore
    let contents: GuardedContents
    let index: SearchIndex
    let embedder: any TextEmbedder
    let policy: CheckpointPolicy
    let gate: Gate
    let webhookSender: any WebhookSender
    let webhookSecrets: WebhookSecrets
    let protectedAliases: ProtectedAliases

    func router(clock: @escaping @Sendable () -> Instant) -> Router<APIContext> {
        let probe = DatabaseProbe(pool: pool)
        let status = StatusRoutes(
            version: "test",
            checks: [.init("database") { await probe.problem() }],
            verifierKeys: policy.logKeys.map(\.vkey),
            plainVersion: MLflowContract.version(toldTo:)
        )
        let mlflow = MLflowRoutes(
            registry: registry,
            capabilities: MLflowCapabilities(
                takesPartUploads: true,
                givesPartDownloads: true,
                presignsArtifacts: true
            ),
            tracking: tracking,
            artifacts: artifacts,
            integrations: integrations,
            clock: clock
        )
        let openAI = OpenAIRoutes(
            embed: EmbedTexts(models: ModelRoster(embedder), gate: gate),
            servedSince: clock()
        )
        return APIRouter(services: services, status: status, clock: clock).build(
            open: { mlflow.addOpen(to: $0) },
            authenticated: {
                openAI.add(to: $0)
                mlflow.add(to: $0)
            }
        )
    }

    private var services: APIServices {
        let catalog = PostgresCatalogStore(pool: pool)
        let owners = FindOwners(principals: principals)
        return APIServices(
            authenticate: Authenticate(principals: principals, gate: gate, addresses: artifacts.addresses),
            principals: ManagePrincipals(principals: principals, gate: gate),
            groups: ManageGroups(principals: principals, gate: gate),
            tokens: ManageTokens(principals: principals, gate: gate),
            registerModel: RegisterModel(catalog: catalog, owners: owners, gate: gate),
            updateModel: UpdateModel(catalog: catalog, owners: owners, gate: gate),
            readModels: ReadModels(catalog: catalog, gate: gate),
            createVersion: CreateVersion(catalog: catalog, gate: gate),
            uploadFile: UploadFile(catalog: catalog, contents: contents, gate: gate),
            readFile: ReadFile(catalog: catalog, contents: contents, gate: gate),
            datasets: datasets(catalog, owners),
            registry: registry,
            lineage: TraceLineage(catalog: catalog, gate: gate),
            auditLog: ReadAuditLog(log: PostgresAuditBrowser(pool: pool), policy: policy, gate: gate),
            sources: ManageSources(corpus: corpus, principals: principals, gate: gate),
            imports: QueueImport(corpus: corpus, contents: contents, gate: gate),
            ask: ask,
            metrics: ReadMetrics(gate: gate) { [.gauge("assay_search_index_chunks", "Chunks.", 0)] },
            artifacts: artifacts,
            governance: governance(catalog),
            tracking: tracking,
            quantization: quantization(catalog)
        )
    }

    private var registry: RegistryServices {
        RegistryServices(
            catalog: PostgresCatalogStore(pool: pool),
            registry: PostgresRegistryStore(pool: pool),
            principals: principals,
            protected: protectedAliases,
            promotions: RolePromotionGate(gate: gate),
            gate: gate
        )
    }

    private var tracking: TrackingServices {
        TrackingServices(store: PostgresTrackingStore(pool: pool), gate: gate)
    }

    private var integrations: IntegrationServices {
        let webhooks = PostgresWebhookStore(pool: pool)
        let traces = PostgresTraceStore(pool: pool)
        return IntegrationServices(
            manageWebhooks: ManageWebhooks(
                store: webhooks,
                sender: webhookSender,
                secrets: webhookSecrets,
                gate: gate
            ),
            readWebhooks: ReadWebhooks(store: webhooks, gate: gate),
            recordTraces: RecordTraces(store: traces, gate: gate),
            readTraces: ReadTraces(store: traces, gate: gate),
            judgeTraces: JudgeTraces(store: traces, gate: gate),
            linkTraces: LinkTraces(
                store: traces,
                runs: PostgresTrackingStore(pool: pool),
                gate: gate
            ),
            evaluations: ManageEvaluationDatasets(store: PostgresEvaluationStore(pool: pool), gate: gate)
        )
    }

    private var ask: AnswerQuestion {
        let passages = PostgresPassageStore(pool: pool) { location in
            SlackPermalink.url(
                workspaceDomain: location.workspaceDomain,
                containerNativeID: location.containerNativeID,
                nativeID: location.messageNativeID,
                threadNativeID: location.threadNativeID
            )
        }
        return AnswerQuestion(
            index: index,
            access: passages,
            passages: passages,
            embedder: embedder,
            cache: RecentSentenceVectors(),
            gate: gate
        )
    }
}
