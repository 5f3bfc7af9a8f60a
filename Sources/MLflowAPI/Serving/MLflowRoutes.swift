package import HTTPAPI
package import Hummingbird

/// The MLflow REST API over the catalog: every route that MLflow's clients call.
///
/// Use cases that a slice of the API needs arrive in one bundle each; a slice adds its routes in `add`.
package struct MLflowRoutes: Sendable {
    private let capabilities: MLflowCapabilities
    private let tracking: TrackingServices

    /// `capabilities` must say what the composition really serves: clients believe it.
    package init(capabilities: MLflowCapabilities, tracking: TrackingServices) {
        self.capabilities = capabilities
        self.tracking = tracking
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
        TrackingRoutes(services: tracking).add(to: group)
    }
}
