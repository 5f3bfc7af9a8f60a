import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/models`
struct ModelRoutes: Sendable {
    let register: RegisterModel
    let updateModel: UpdateModel
    let read: ReadModels

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models", use: list)
        routes.post("models", use: create)
        routes.get("models/:model", use: get)
        routes.patch("models/:model", use: update)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = request.uri.queryParameters
        let risk = try query["risk_class"].map { text in
            guard let risk = RiskClass(rawValue: String(text)) else {
                throw InvalidInput(
                    "risk_class",
                    "must be \(RiskClass.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            return risk
        }
        let search = ModelSearch(
            text: query["q"].map(String.init),
            ownerTeamName: query["owner_team"].map(String.init),
            riskClass: risk,
            onlyDeleted: try Self.onlyDeleted(query["state"]),
            formerName: query["former_name"].map(String.init)
        )
        let page = try await read.models(search, page: request.page(), by: context.requireActor())
        return try Reply.page(page, WireModel.init)
    }

    private static func onlyDeleted(_ state: Substring?) throws -> Bool {
        switch state {
        case nil, "live": false
        case "deleted": true
        case .some: throw InvalidInput("state", "must be live or deleted")
        }
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let model = try await read.model(context.modelReference("model"), by: context.requireActor())
        return try Reply.json(WireModel(model), revision: model.revision)
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(ModelInput.self, from: request)
        let asked = RegisterModel.Request(
            name: input.name,
            ownerTeam: input.ownerTeam,
            accountable: input.accountable,
            purpose: input.purpose,
            riskClass: input.riskClass,
            description: input.description ?? "",
            intendedUse: input.intendedUse ?? "",
            restrictions: input.restrictions ?? ""
        )
        let made = try await register(asked, by: context.requireActor(), request.context(context, body: body))
        return try Reply.recorded(
            made.map(WireModel.init),
            status: .created,
            revision: made.value.revision,
            location: "/api/v1/models/\(made.value.name)"
        )
    }

    private func update(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(ModelChangeInput.self, from: request)
        let asked = UpdateModel.Request(
            ownerTeam: input.ownerTeam,
            accountable: input.accountable,
            purpose: input.purpose,
            riskClass: input.riskClass,
            description: input.description,
            intendedUse: input.intendedUse,
            restrictions: input.restrictions
        )
        let made = try await updateModel(
            context.resourceName("model"),
            asked,
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireModel.init), revision: made.value.revision)
    }
}

private struct ModelInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, accountable, purpose, description
        case ownerTeam = "owner_team"
        case riskClass = "risk_class"
        case intendedUse = "intended_use"
        case restrictions
    }
    typealias Fields = CodingKeys

    var name: String
    var ownerTeam: String
    var accountable: String
    var purpose: String
    var riskClass: RiskClass
    var description: String?
    var intendedUse: String?
    var restrictions: String?
}

private struct ModelChangeInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case accountable, purpose, description
        case ownerTeam = "owner_team"
        case riskClass = "risk_class"
        case intendedUse = "intended_use"
        case restrictions
    }
    typealias Fields = CodingKeys

    var ownerTeam: String?
    var accountable: String?
    var purpose: String?
    var riskClass: RiskClass?
    var description: String?
    var intendedUse: String?
    var restrictions: String?
}

struct WireModel: Encodable, Sendable {
    var id: ModelID
    var name: ResourceName
    var ownerTeam: String
    var accountable: String
    var purpose: String
    var riskClass: RiskClass
    var description: String
    var intendedUse: String
    var restrictions: String
    var versionCount: Int
    var createdAt: Instant
    var createdBy: PrincipalID
    var updatedAt: Instant
    var deletedAt: Instant?

    init(_ model: Model) {
        id = model.id
        name = model.name
        ownerTeam = model.ownerTeamName
        accountable = model.accountableName
        purpose = model.purpose
        riskClass = model.riskClass
        description = model.description
        intendedUse = model.intendedUse
        restrictions = model.restrictions
        versionCount = model.versionCount
        createdAt = model.createdAt
        createdBy = model.createdBy
        updatedAt = model.updatedAt
        deletedAt = model.deletedAt
    }
}
