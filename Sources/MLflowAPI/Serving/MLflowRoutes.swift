package import HTTPAPI
package import Hummingbird
package import Identifiers

/// The MLflow REST API over the catalog: every route that MLflow's clients call.
///
/// Use cases that a slice of the API needs arrive in one bundle each; a slice adds its routes in `add`.
package struct MLflowRoutes: Sendable {
    private let registry: RegistryServices
    private let capabilities: MLflowCapabilities
    private let tracking: TrackingServices
    private let integrations: IntegrationServices
    private let artifacts: ArtifactServices
    private let clock: @Sendable () -> Instant

    /// `capabilities` must say what the composition really serves: clients believe it.
    package init(
        registry: RegistryServices,
        capabilities: MLflowCapabilities,
        tracking: TrackingServices,
        artifacts: ArtifactServices,
        integrations: IntegrationServices,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.registry = registry
        self.capabilities = capabilities
        self.tracking = tracking
        self.artifacts = artifacts
        self.integrations = integrations
        self.clock = clock
    }

    /// Adds what needs no credential, and MLflow's error shape for everything below MLflow's addresses.
    ///
    /// To be called before `add`, because a middleware reaches only the routes that are added after it.
    package func addOpen(to router: Router<APIContext>) {
        router.add(middleware: MLflowErrorReporting())
        ServerInfoRoutes(capabilities: capabilities).add(to: router)
    }

    /// Adds the routes that only authenticated callers reach.
    package func add(to routes: RouterGroup<APIContext>) {
        let group = MLflowRouteGroup(routes)
        RegisteredModelRoutes(registry: registry).add(to: group)
        ModelVersionRoutes(registry: registry).add(to: group)
        RegistryAliasRoutes(registry: registry).add(to: group)
        TrackingRoutes(services: tracking).add(to: group)
        ArtifactProxyRoutes(services: artifacts).add(to: group)
        ArtifactListRoutes(find: artifacts.find).add(to: group)
        PartUploadRoutes(services: artifacts).add(to: group)
        PresignedRoutes(services: artifacts, now: clock).add(to: group)
        WebhookRoutes(manage: integrations.manageWebhooks, read: integrations.readWebhooks).add(to: group)
        TraceRoutes(record: integrations.recordTraces, read: integrations.readTraces).add(to: group)
        AssessmentRoutes(judge: integrations.judgeTraces).add(to: group)
        TraceLinkRoutes(links: integrations.linkTraces).add(to: group)
        SpanRoutes(record: integrations.recordTraces).add(to: routes)
        EvaluationRoutes(datasets: integrations.evaluations).add(to: group)
        WebhookDeliveryRoutes(read: integrations.readWebhooks).add(to: routes.group("api/v1"))
    }
}
