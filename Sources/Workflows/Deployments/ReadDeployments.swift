package import Access
package import Catalog
import Identifiers

/// Answers where models are deployed and what runs in an environment, now and before.
package struct ReadDeployments: Sendable {
    private let deployments: any DeploymentStore
    private let catalog: any CatalogStore
    private let gate: Gate

    package init(deployments: any DeploymentStore, catalog: any CatalogStore, gate: Gate) {
        self.deployments = deployments
        self.catalog = catalog
        self.gate = gate
    }

    package func deployment(_ id: DeploymentID, by actor: Actor) async throws -> Deployment {
        try gate.check(actor, .deploymentsRead, on: Resource(.deployment, name: id.description))
        guard let deployment = try await deployments.deployment(id) else {
            throw StoreFault.notFound(what: "Deployment \(id)")
        }
        return deployment
    }

    /// Newest first; a model that is not there is an error, an environment without deployments an empty page.
    package func deployments(
        _ search: DeploymentSearch,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<Deployment> {
        try gate.check(actor, .deploymentsRead, on: Resource(.deployment))
        if let model = search.model, try await catalog.model(model) == nil {
            throw StoreFault.notFound(what: "Model \(model)")
        }
        return try await deployments.deployments(matching: search, page: page)
    }

    /// Every environment that something was deployed to, and the four that are always there.
    package func environments(page: PageRequest, by actor: Actor) async throws -> Page<DeploymentEnvironment>
    {
        try gate.check(actor, .deploymentsRead, on: Resource(.deployment))
        return try await deployments.environments(page: page)
    }
}
