package import Access

/// Where deployments are kept. Nothing is ever deleted; every write leaves an audit entry in its transaction.
///
/// The rows of `deployments` are the lineage from `model_version_id` to where it runs or ran.
package protocol DeploymentStore: Sendable {
    func deployment(_ id: DeploymentID) async throws -> Deployment?
    /// Newest first.
    func deployments(matching search: DeploymentSearch, page: PageRequest) async throws -> Page<Deployment>
    /// Admits the version by its lifecycle at that moment, and ends what it replaces.
    func createDeployment(_ draft: DeploymentDraft, under grant: borrowing Grant) async throws -> Recorded<
        Deployment
    >
    /// A deployment that has ended already is refused.
    func endDeployment(
        _ id: DeploymentID,
        reason: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<Deployment>
    /// In order of names.
    func environments(page: PageRequest) async throws -> Page<DeploymentEnvironment>
}

/// What a listing of deployments is narrowed to; nil means any.
package struct DeploymentSearch: Hashable, Sendable {
    package var model: ModelReference?
    package var environment: ResourceName?
    package var status: Deployment.Status?

    package init(
        model: ModelReference? = nil,
        environment: ResourceName? = nil,
        status: Deployment.Status? = nil
    ) {
        self.model = model
        self.environment = environment
        self.status = status
    }
}
