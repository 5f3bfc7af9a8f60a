package import Access
package import Catalog
package import Identifiers

/// Records where versions run, and since and until when.
package struct RecordDeployment: Sendable {
    private let deployments: any DeploymentStore
    private let catalog: any CatalogStore
    private let gate: Gate

    package init(deployments: any DeploymentStore, catalog: any CatalogStore, gate: Gate) {
        self.deployments = deployments
        self.catalog = catalog
        self.gate = gate
    }

    /// A deployment as a client reports it.
    package struct Request: Sendable {
        package var model: String
        package var version: Int
        package var environment: String
        package var environmentClass: EnvironmentClass?
        package var endpoint: String?
        package var cluster: String?
        package var namespace: String?
        package var description: String
        /// Nil means now.
        package var deployedAt: Instant?
        /// Whether what the model runs at the same target goes on.
        package var isAlongside: Bool

        package init(
            model: String,
            version: Int,
            environment: String,
            environmentClass: EnvironmentClass?,
            endpoint: String?,
            cluster: String?,
            namespace: String?,
            description: String,
            deployedAt: Instant?,
            isAlongside: Bool
        ) {
            self.model = model
            self.version = version
            self.environment = environment
            self.environmentClass = environmentClass
            self.endpoint = endpoint
            self.cluster = cluster
            self.namespace = namespace
            self.description = description
            self.deployedAt = deployedAt
            self.isAlongside = isAlongside
        }
    }

    /// How far a client's clock may run ahead.
    private static let clockSkewSeconds = 300.0

    /// Decided by the team that owns the model; admitted by the version's lifecycle.
    package func callAsFunction(
        _ asked: Request,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Deployment> {
        let name = try? ResourceName(asked.model)
        let model = if let name { try await catalog.model(named: name) } else { Model?.none }
        let resource = Resource(
            .deployment,
            name: "\(asked.model)/\(asked.version)",
            teamID: model?.ownerTeamID
        )
        let grant = try gate.grant(actor, .deploymentsWrite, on: resource, request)
        guard let model else { throw StoreFault.notFound(what: "Model \(asked.model)") }
        var check = InputCheck()
        let now = grant.grantedAt
        let deployedAt = asked.deployedAt ?? now
        if deployedAt > now.advanced(bySeconds: Self.clockSkewSeconds) {
            check.fault("deployed_at", "lies in the future; record the deployment when it is there")
        }
        if !(1...Int(Int32.max)).contains(asked.version) {
            check.fault("version", "must be a version number such as 1")
        }
        let environment = check.name("environment", asked.environment)
        let target = check.target(asked)
        let description = check.text("description", asked.description, 0...4000)
        try check.finish()
        guard let environment else { throw InvalidInput([]) }
        let draft = DeploymentDraft(
            model: model.name,
            version: asked.version,
            environment: environment,
            environmentClass: asked.environmentClass,
            target: target,
            description: description,
            deployedAt: deployedAt,
            isAlongside: asked.isAlongside
        )
        return try await deployments.createDeployment(draft, under: grant)
    }

    /// Notes that a deployment no longer runs; the record stays.
    package func end(
        _ id: DeploymentID,
        reason: String,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Deployment> {
        let found = try await deployments.deployment(id)
        let resource = Resource(.deployment, name: id.description, teamID: found?.ownerTeamID)
        let grant = try gate.grant(actor, .deploymentsWrite, on: resource, request)
        guard found != nil else { throw StoreFault.notFound(what: "Deployment \(id)") }
        var check = InputCheck()
        let reason = check.text("reason", reason, 0...4000)
        try check.finish()
        return try await deployments.endDeployment(id, reason: reason, under: grant)
    }
}

extension InputCheck {
    private static let endpointSchemes = ["http", "https", "grpc", "grpcs"]

    fileprivate mutating func target(_ asked: RecordDeployment.Request) -> DeploymentTarget {
        let endpoint = value("endpoint", asked.endpoint, SourceURI.init)
        if let endpoint, !Self.endpointSchemes.contains(endpoint.scheme) {
            fault("endpoint", "must be an address with \(Self.endpointSchemes.joined(separator: ", "))")
        }
        if asked.endpoint == nil && asked.cluster == nil {
            fault("endpoint", "must be given, or cluster: where does the version run?")
        }
        if asked.namespace != nil && asked.cluster == nil { fault("cluster", "is required with namespace") }
        return DeploymentTarget(
            endpoint: endpoint,
            cluster: asked.cluster.map { text("cluster", $0, 1...255) },
            namespace: asked.namespace.map { text("namespace", $0, 1...255) }
        )
    }
}
