import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/feature-sets`
struct FeatureSetRoutes: Sendable {
    let define: DefineFeatures
    let read: ReadFeatures

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("feature-sets", use: list)
        routes.post("feature-sets", use: create)
        routes.get("feature-sets/:set", use: get)
        routes.get("feature-sets/:set/contracts", use: contracts)
        routes.post("feature-sets/:set/contracts", use: addContract)
        routes.get("feature-sets/:set/contracts/:contract", use: contract)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await read.featureSets(
            ownerTeamName: request.uri.queryParameters["owner_team"].map(String.init),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireFeatureSet.init)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await read.featureSet(context.resourceName("set"), by: context.requireActor())
        return try Reply.json(WireFeatureSet(found))
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(FeatureSetInput.self, from: request)
        let made = try await define.createSet(
            name: input.name,
            ownerTeam: input.ownerTeam,
            description: input.description ?? "",
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WireFeatureSet.init),
            status: .created,
            location: "/api/v1/feature-sets/\(made.value.name)"
        )
    }

    private func contracts(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await read.contracts(
            of: context.resourceName("set"),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page) { WireContract($0, features: nil) }
    }

    private func contract(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await read.contract(
            context.versionNumber("contract"),
            of: context.resourceName("set"),
            by: context.requireActor()
        )
        return try Reply.json(WireContract(found, features: found.features))
    }

    private func addContract(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(ContractInput.self, from: request)
        let made = try await define.addContract(
            to: context.resourceName("set"),
            input.features.map(\.value.request),
            description: input.description ?? "",
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map { WireContract($0, features: $0.features) },
            status: .created,
            location: "/api/v1/feature-sets/\(made.value.featureSetName)/contracts/\(made.value.number)"
        )
    }
}

private struct FeatureSetInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, description
        case ownerTeam = "owner_team"
    }
    typealias Fields = CodingKeys

    var name: String
    var ownerTeam: String
    var description: String?
}

private struct ContractInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case description, features
    }
    typealias Fields = CodingKeys

    var description: String?
    var features: [StrictObject<FeatureInput>]
}

private struct FeatureInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, type, nullable, description, dataset
        case sourceDigest = "source_digest"
        case entityKeys = "entity_keys"
        case datasetVersion = "dataset_version"
    }
    typealias Fields = CodingKeys

    var name: String
    var type: String
    var nullable: Bool
    var description: String?
    var sourceDigest: String
    var entityKeys: [String]
    var dataset: String?
    var datasetVersion: Int?

    var request: FeatureRequest {
        FeatureRequest(
            name: name,
            type: type,
            isNullable: nullable,
            description: description ?? "",
            sourceDigest: sourceDigest,
            entityKeys: entityKeys,
            dataset: dataset,
            datasetVersion: datasetVersion
        )
    }
}

private struct WireFeatureSet: Encodable, Sendable {
    var id: FeatureSetID
    var name: ResourceName
    var ownerTeam: String
    var description: String
    /// Also the number of the newest contract.
    var contractCount: Int
    var createdAt: Instant
    var createdBy: PrincipalID

    init(_ set: FeatureSet) {
        id = set.id
        name = set.name
        ownerTeam = set.ownerTeamName
        description = set.description
        contractCount = set.contractCount
        createdAt = set.createdAt
        createdBy = set.createdBy
    }
}

private struct WireContract: Encodable, Sendable {
    var id: FeatureContractID
    var featureSet: ResourceName
    var contract: Int
    var digest: String
    var description: String
    /// Left out in listings.
    var features: [WireFeature]?
    var createdAt: Instant
    var createdBy: PrincipalID

    init(_ contract: FeatureContract, features: [Feature]?) {
        id = contract.id
        featureSet = contract.featureSetName
        self.contract = contract.number
        digest = "sha256:\(contract.digest.hex)"
        description = contract.description
        self.features = features?.map(WireFeature.init)
        createdAt = contract.createdAt
        createdBy = contract.createdBy
    }
}

private struct WireFeature: Encodable, Sendable {
    var name: String
    var type: ColumnType
    var nullable: Bool
    var description: String
    var sourceDigest: String
    var entityKeys: [String]
    var dataset: ResourceName?
    var datasetVersion: Int?

    init(_ feature: Feature) {
        name = feature.name
        type = feature.type
        nullable = feature.isNullable
        description = feature.description
        sourceDigest = "sha256:\(feature.sourceDigest.hex)"
        entityKeys = feature.entityKeys
        dataset = feature.source?.dataset
        datasetVersion = feature.source?.version
    }
}
