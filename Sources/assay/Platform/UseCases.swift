import HTTPAPI
import Persistence
import Retrieval
import TransparencyLog
import Workflows

/// The use cases over the stores.
enum UseCases {
    static func services(
        _ stores: Stores,
        index: SearchIndex,
        embedder: any TextEmbedder,
        logKey: NoteSigner,
        metrics: ReadMetrics,
        artifacts: ArtifactServices
    ) -> APIServices {
        let gate = stores.gate
        let owners = FindOwners(principals: stores.principals)
        return APIServices(
            authenticate: Authenticate(
                principals: stores.principals,
                gate: gate,
                addresses: artifacts.addresses
            ),
            principals: ManagePrincipals(principals: stores.principals, gate: gate),
            groups: ManageGroups(principals: stores.principals, gate: gate),
            tokens: ManageTokens(principals: stores.principals, gate: gate),
            registerModel: RegisterModel(catalog: stores.catalog, owners: owners, gate: gate),
            updateModel: UpdateModel(catalog: stores.catalog, owners: owners, gate: gate),
            readModels: ReadModels(catalog: stores.catalog, gate: gate),
            createVersion: CreateVersion(catalog: stores.catalog, gate: gate),
            uploadFile: UploadFile(catalog: stores.catalog, contents: stores.contents, gate: gate),
            readFile: ReadFile(catalog: stores.catalog, contents: stores.contents, gate: gate),
            datasets: datasets(stores),
            registry: registry(stores),
            lineage: TraceLineage(catalog: stores.catalog, gate: gate),
            auditLog: ReadAuditLog(
                log: stores.auditLog,
                policy: CheckpointPolicy(origin: LogKey.origin, logKeys: [logKey.key]),
                gate: gate
            ),
            sources: ManageSources(corpus: stores.corpus, principals: stores.principals, gate: gate),
            imports: QueueImport(corpus: stores.corpus, contents: stores.guardedExports, gate: gate),
            ask: AnswerQuestion(
                index: index,
                access: stores.passages,
                passages: stores.passages,
                embedder: embedder,
                cache: RecentSentenceVectors(),
                gate: gate
            ),
            metrics: metrics,
            artifacts: artifacts,
            governance: governance(stores, logKey),
            tracking: tracking(stores),
            quantization: quantization(stores)
        )
    }
}
