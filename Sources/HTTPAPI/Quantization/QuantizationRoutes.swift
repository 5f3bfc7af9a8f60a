import Access
import Catalog
import Hummingbird
import Identifiers
import Retrieval
import Workflows

/// `/api/v1/models/{model}/versions/{version}/quantize` and `…/evaluations`
struct QuantizationRoutes: Sendable {
    let services: QuantizationServices

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("models/:model/versions/:version/quantize", use: quantize)
        routes.get("models/:model/versions/:version/evaluations", use: evaluations)
    }

    private func quantize(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(QuantizationInput.self, from: request)
        let made = try await services.quantize(
            context.versionNumber(),
            of: context.resourceName("model"),
            input.request,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        guard let version = made.value.version else { throw QuantizationMissing() }
        return try Reply.recorded(
            WireQuantization(
                version: WireVersion(version),
                evaluation: WireVersionEvaluation(made.value.evaluation)
            ),
            of: made.effectID,
            isReplay: made.isReplay,
            status: .created,
            location: "/api/v1/models/\(version.modelName)/versions/\(version.number)"
        )
    }

    private func evaluations(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await services.evaluations(
            ofVersion: context.versionNumber(),
            of: context.modelReference("model"),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireVersionEvaluation.init)
    }
}

/// The use case gave back no version without saying why.
private struct QuantizationMissing: Error {}

private struct QuantizationInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case scheme, texts, thresholds, description
    }
    typealias Fields = CodingKeys

    var scheme: Choice<QuantizationScheme>
    var texts: [String]
    var thresholds: StrictObject<ThresholdsInput>?
    var description: String?

    var request: QuantizationRequest {
        QuantizationRequest(
            scheme: scheme.value,
            texts: texts,
            leastCosine: thresholds?.value.leastCosine,
            leastScoreAgreement: thresholds?.value.leastScoreAgreement,
            topTenOverlap: thresholds?.value.topTenOverlap,
            description: description ?? ""
        )
    }
}

private struct ThresholdsInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case leastCosine = "least_cosine"
        case leastScoreAgreement = "least_score_agreement"
        case topTenOverlap = "top10_overlap"
    }
    typealias Fields = CodingKeys

    var leastCosine: Double?
    var leastScoreAgreement: Double?
    var topTenOverlap: Double?
}

private struct WireQuantization: Encodable, Sendable {
    var version: WireVersion
    var evaluation: WireVersionEvaluation
}

private struct WireVersionEvaluation: Encodable, Sendable {
    struct Reference: Encodable, Sendable {
        var model: ResourceName
        var version: Int

        init(_ subject: VersionEvaluation.Subject) {
            (model, version) = (subject.model, subject.version)
        }
    }

    var id: VersionEvaluationID
    var kind: VersionEvaluation.Kind
    var model: ResourceName
    var version: Int
    var against: Reference?
    var dataDigest: String?
    var dataCount: Int?
    var metrics: [String: Double]
    var thresholds: [String: Double]
    var details: [String: String]
    var passed: Bool
    var evaluatedAt: Instant
    var evaluatedBy: PrincipalID
    var auditEntry: EffectID

    init(_ evaluation: VersionEvaluation) {
        id = evaluation.id
        kind = evaluation.draft.kind
        model = evaluation.subject.model
        version = evaluation.subject.version
        against = evaluation.against.map(Reference.init)
        dataDigest = evaluation.draft.data.map { "sha256:\($0.digest.hex)" }
        dataCount = evaluation.draft.data?.count
        metrics = evaluation.draft.metrics
        thresholds = evaluation.draft.thresholds
        details = evaluation.draft.details
        passed = evaluation.draft.passed
        evaluatedAt = evaluation.evaluatedAt
        evaluatedBy = evaluation.evaluatedBy
        auditEntry = evaluation.effectID
    }
}
