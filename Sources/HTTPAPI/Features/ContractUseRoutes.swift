import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// Which contract a model version was trained on, and which versions a changed contract leaves behind.
struct ContractUseRoutes: Sendable {
    let define: DefineFeatures
    let read: ReadFeatures

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models/:model/versions/:version/feature-contract", use: standing)
        routes.put("models/:model/versions/:version/feature-contract", use: name)
        routes.get("feature-sets/:set/dependents", use: dependents)
    }

    private func standing(_ request: Request, _ context: APIContext) async throws -> Response {
        let standing = try await read.standing(
            ofVersion: context.versionNumber(),
            of: context.modelReference("model"),
            by: context.requireActor()
        )
        return try Reply.json(WireStanding(standing, rule: ContractComparison.rule))
    }

    private func name(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(ContractUseInput.self, from: request)
        guard let set = try? ResourceName(input.featureSet) else {
            throw InvalidInput("feature_set", "must be the name of a feature set")
        }
        let made = try await define.nameContract(
            input.contract,
            of: set,
            forVersion: context.versionNumber(),
            of: context.resourceName("model"),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireContractUse.init))
    }

    /// The flagged versions; `status=current` or `status=all` gives the others.
    private func dependents(_ request: Request, _ context: APIContext) async throws -> Response {
        let status = try request.choice("status", Status.self) ?? .outdated
        let page = try await read.dependents(
            of: context.resourceName("set"),
            isCurrent: status.isCurrent,
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page) { WireStanding($0, rule: nil) }
    }

    private enum Status: String, CaseIterable, Sendable {
        case outdated, current, all

        var isCurrent: Bool? {
            switch self {
            case .outdated: false
            case .current: true
            case .all: nil
            }
        }
    }
}

private struct ContractUseInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case contract
        case featureSet = "feature_set"
    }
    typealias Fields = CodingKeys

    var featureSet: String
    var contract: Int
}

private struct WireContractUse: Encodable, Sendable {
    var model: ResourceName
    var version: Int
    var featureSet: ResourceName
    var contract: Int
    var contractDigest: String
    var newestContract: Int
    var newestDigest: String
    /// `current`, or `outdated` when the newest contract promises something else.
    var status: String
    var setAt: Instant
    var setBy: PrincipalID

    init(_ use: ContractUse) {
        model = use.modelName
        version = use.modelVersion
        featureSet = use.featureSetName
        contract = use.contractNumber
        contractDigest = "sha256:\(use.contractDigest.hex)"
        newestContract = use.newestNumber
        newestDigest = "sha256:\(use.newestDigest.hex)"
        status = use.isCurrent ? "current" : "outdated"
        setAt = use.setAt
        setBy = use.setBy
    }
}

private struct WireStanding: Encodable, Sendable {
    struct Difference: Encodable, Sendable {
        var feature: String
        var kind: String
        var breaking: Bool
        var before: String?
        var after: String?
    }

    private enum CodingKeys: CodingKey {
        case compatibility, explanation, rule, differences
    }

    private var use: WireContractUse
    private var compatibility: String
    private var explanation: String
    private var rule: String?
    private var differences: [Difference]

    init(_ standing: ReadFeatures.Standing, rule: String?) {
        use = WireContractUse(standing.use)
        compatibility = standing.comparison.compatibility.rawValue
        explanation = standing.comparison.explanation
        self.rule = rule
        differences = standing.comparison.differences.map { difference in
            Difference(
                feature: difference.feature,
                kind: difference.kind.rawValue,
                breaking: difference.kind.isBreaking,
                before: difference.before,
                after: difference.after
            )
        }
    }

    /// The use and what is said of it, in one object.
    func encode(to encoder: any Encoder) throws {
        try use.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(compatibility, forKey: .compatibility)
        try container.encode(explanation, forKey: .explanation)
        try container.encodeIfPresent(rule, forKey: .rule)
        try container.encode(differences, forKey: .differences)
    }
}
