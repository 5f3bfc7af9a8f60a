import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/deployments`
struct DeploymentRoutes: Sendable {
    let deploy: RecordDeployment
    let read: ReadDeployments

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("deployments", use: list)
        routes.post("deployments", use: create)
        routes.get("deployments/:deployment", use: get)
        routes.post("deployments/:deployment/end", use: end)
        routes.get("models/:model/deployments", use: listOfModel)
        routes.get("environments", use: environments)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let search = DeploymentSearch(
            environment: try request.checked("environment", ResourceName.init),
            status: try request.choice("status")
        )
        return try await answer(search, request, context)
    }

    private func listOfModel(_ request: Request, _ context: APIContext) async throws -> Response {
        let search = DeploymentSearch(
            model: try context.modelReference("model"),
            environment: try request.checked("environment", ResourceName.init),
            status: try request.choice("status")
        )
        return try await answer(search, request, context)
    }

    private func answer(
        _ search: DeploymentSearch,
        _ request: Request,
        _ context: APIContext
    ) async throws -> Response {
        let page = try await read.deployments(search, page: request.page(), by: context.requireActor())
        return try Reply.page(page, WireDeployment.init)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await read.deployment(
            context.identifier("deployment", DeploymentID.self),
            by: context.requireActor()
        )
        return try Reply.json(WireDeployment(found))
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(DeploymentInput.self, from: request)
        let made = try await deploy(
            input.request,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WireDeployment.init),
            status: .created,
            location: "/api/v1/deployments/\(made.value.id)"
        )
    }

    private func end(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(EndInput.self, from: request)
        let made = try await deploy.end(
            context.identifier("deployment", DeploymentID.self),
            reason: input.reason ?? "",
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireDeployment.init))
    }

    private func environments(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await read.environments(page: request.page(), by: context.requireActor())
        return try Reply.page(page, WireEnvironment.init)
    }
}

private struct DeploymentInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case model, version, environment, endpoint, cluster, namespace, description, alongside
        case environmentClass = "environment_class"
        case deployedAt = "deployed_at"
    }
    typealias Fields = CodingKeys

    var model: String
    var version: Int
    var environment: String
    var environmentClass: Choice<EnvironmentClass>?
    var endpoint: String?
    var cluster: String?
    var namespace: String?
    var description: String?
    var deployedAt: Instant?
    var alongside: Bool?

    var request: RecordDeployment.Request {
        RecordDeployment.Request(
            model: model,
            version: version,
            environment: environment,
            environmentClass: environmentClass?.value,
            endpoint: endpoint,
            cluster: cluster,
            namespace: namespace,
            description: description ?? "",
            deployedAt: deployedAt,
            isAlongside: alongside ?? false
        )
    }
}

private struct EndInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case reason
    }
    typealias Fields = CodingKeys

    var reason: String?
}

private struct WireEnvironment: Encodable, Sendable {
    var name: ResourceName
    var environmentClass: EnvironmentClass

    init(_ environment: DeploymentEnvironment) {
        name = environment.name
        environmentClass = environment.environmentClass
    }
}

private struct WireDeployment: Encodable, Sendable {
    var id: DeploymentID
    var model: ResourceName
    var ownerTeam: String
    var version: Int
    /// The version's manifest digest when it was deployed.
    var versionDigest: String?
    /// Where the version's lifecycle stood when it was deployed.
    var versionLifecycle: Lifecycle
    var environment: ResourceName
    var environmentClass: EnvironmentClass
    var endpoint: SourceURI?
    var cluster: String?
    var namespace: String?
    var description: String
    var deployedAt: Instant
    var deployedBy: PrincipalID
    var recordedAt: Instant
    var status: Deployment.Status
    var endedAt: Instant?
    var endedBy: PrincipalID?
    var endReason: String?
    var replacedBy: DeploymentID?
    /// What was ended because this one took its place.
    var replaced: [DeploymentID]

    init(_ deployment: Deployment) {
        id = deployment.id
        model = deployment.modelName
        ownerTeam = deployment.ownerTeamName
        version = deployment.version
        versionDigest = deployment.versionDigest.map { "sha256:\($0.hex)" }
        versionLifecycle = deployment.versionLifecycle
        environment = deployment.environment
        environmentClass = deployment.environmentClass
        endpoint = deployment.target.endpoint
        cluster = deployment.target.cluster
        namespace = deployment.target.namespace
        description = deployment.description
        deployedAt = deployment.deployedAt
        deployedBy = deployment.deployedBy
        recordedAt = deployment.recordedAt
        status = deployment.status
        endedAt = deployment.ending?.endedAt
        endedBy = deployment.ending?.endedBy
        endReason = deployment.ending?.reason
        replacedBy = deployment.ending?.replacedBy
        replaced = deployment.replaced
    }
}
