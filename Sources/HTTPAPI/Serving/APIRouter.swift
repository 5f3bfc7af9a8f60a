import Access
package import Hummingbird
package import Identifiers
import Workflows

/// The router with every route of the API: what is outside authentication is named here, everything else is inside.
package struct APIRouter: Sendable {
    private let services: APIServices
    private let status: StatusRoutes
    private let clock: @Sendable () -> Instant
    private let presence: ClientPresence
    private let metrics: RequestMetrics
    private let methods = RouteMethods()

    /// `presence` must have its handlers in the pipelines of the connections to take notice of anything.
    package init(
        services: APIServices,
        status: StatusRoutes,
        presence: ClientPresence,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.services = services
        self.status = status
        self.presence = presence
        self.clock = clock
        metrics = RequestMetrics(clock: clock)
    }

    /// `open` adds routes that need no credential; `authenticated` adds routes of other APIs behind authentication.
    package func build(
        open: (Router<APIContext>) -> Void,
        authenticated: (RouterGroup<APIContext>) -> Void
    ) -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        router.add(middleware: RequestIdentification(clock: clock))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: metrics)
        router.add(middleware: BodyReading())
        router.add(middleware: ProblemReporting())
        status.add(to: router)
        DocumentRoutes().add(to: router)
        open(router)
        // Inside whatever else tells of errors, in the shape of the address.
        router.add(middleware: methods)
        let inside = router.group().add(middleware: Authentication(authenticate: services.authenticate))
        LogTileRoutes(log: services.auditLog).add(to: inside)
        MetricsRoutes(requests: metrics, readMetrics: services.metrics).add(to: inside)
        addVersionOne(to: inside.group("api/v1"))
        authenticated(inside)
        methods.learn(router.routes)
        return router
    }

    private func addVersionOne(to routes: RouterGroup<APIContext>) {
        PrincipalRoutes(principals: services.principals).add(to: routes)
        GroupRoutes(groups: services.groups).add(to: routes)
        TokenRoutes(tokens: services.tokens).add(to: routes)
        ModelRoutes(
            register: services.registerModel,
            updateModel: services.updateModel,
            read: services.readModels
        )
        .add(to: routes)
        VersionRoutes(versions: services.createVersion, read: services.readModels).add(to: routes)
        addRegistry(services.registry, to: routes)
        FileRoutes(upload: services.uploadFile, read: services.readFile).add(to: routes)
        services.datasets.add(to: routes)
        LineageRoutes(lineage: services.lineage).add(to: routes)
        ExperimentRoutes(read: services.tracking.readExperiments).add(to: routes)
        RunRoutes(read: services.tracking.readRuns).add(to: routes)
        AuditRoutes(log: services.auditLog).add(to: routes)
        SourceRoutes(sources: services.sources).add(to: routes)
        ImportRoutes(imports: services.imports).add(to: routes)
        AskRoutes(ask: services.ask, presence: presence).add(to: routes)
        UsageRoutes(usage: services.usage).add(to: routes)
        ArtifactRoutes(services: services.artifacts).add(to: routes)
        UploadRoutes(services: services.artifacts).add(to: routes)
        RestrictionRoutes(restrict: services.artifacts.restrict).add(to: routes)
        GovernanceRoutes(services: services.governance).add(to: routes)
        QuantizationRoutes(services: services.quantization).add(to: routes)
    }

    private func addRegistry(_ registry: RegistryServices, to routes: RouterGroup<APIContext>) {
        OwnershipRoutes(transfer: registry.transfer, models: registry.models).add(to: routes)
        LifecycleRoutes(move: registry.move, versions: registry.versions).add(to: routes)
        AliasRoutes(aliases: registry.aliases, history: registry.history).add(to: routes)
        TagRoutes(models: registry.models, versions: registry.versions, history: registry.history)
            .add(to: routes)
        HistoryRoutes(history: registry.history).add(to: routes)
    }
}
