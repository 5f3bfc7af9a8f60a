import HTTPAPI

/// Experiments, runs, metrics and logged models for MLflow's clients.
struct TrackingRoutes: Sendable {
    let services: TrackingServices

    func add(to routes: MLflowRouteGroup) {
        ExperimentRoutes(manage: services.manageExperiments, read: services.readExperiments).add(to: routes)
        RunRoutes(manage: services.manageRuns, read: services.readRuns).add(to: routes)
        RunLoggingRoutes(log: services.logToRun).add(to: routes)
        MetricRoutes(read: services.readRuns).add(to: routes)
        LoggedModelRoutes(manage: services.manageLoggedModels, read: services.readLoggedModels).add(
            to: routes
        )
    }
}
