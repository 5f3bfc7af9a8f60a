import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/datasets/{dataset}/versions/{version}/checks`
struct DatasetCheckRoutes: Sendable {
    let check: CheckDataset
    let read: ReadDatasets

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("datasets/:dataset/versions/:version/checks", use: list)
        routes.post("datasets/:dataset/versions/:version/checks", use: record)
    }

    /// The history, newest first; `latest=true` gives the newest result of every check.
    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await read.checks(
            ofVersion: context.versionNumber(),
            of: context.resourceName("dataset"),
            latestOnly: request.choice("latest", Latest.self) == .only,
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireCheck.init)
    }

    private enum Latest: String, CaseIterable, Sendable {
        case only = "true"
        case all = "false"
    }

    private func record(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(ChecksInput.self, from: request)
        let made = try await check(
            input.checks.map(\.value.request),
            onVersion: context.versionNumber(),
            of: context.resourceName("dataset"),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map { ["items": $0.map(WireCheck.init)] }, status: .created)
    }
}

private struct ChecksInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case checks
    }
    typealias Fields = CodingKeys

    var checks: [StrictObject<CheckInput>]
}

private struct CheckInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, kind, expectation, observed, outcome, tool
        case runAt = "run_at"
    }
    typealias Fields = CodingKeys

    var name: String
    var kind: Choice<CheckKind>
    var expectation: StrictObject<ExpectationInput>
    var observed: JSONValue?
    var outcome: Choice<CheckOutcome>?
    var tool: String?
    var runAt: Instant?

    var request: CheckDataset.Request {
        CheckDataset.Request(
            name: name,
            kind: kind.value,
            expectation: expectation.value.expectation,
            observed: observed,
            outcome: outcome?.value,
            tool: tool ?? "",
            runAt: runAt
        )
    }
}

private struct ExpectationInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case text, minimum, maximum, equals
        case warnBelow = "warn_below"
        case warnAbove = "warn_above"
    }
    typealias Fields = CodingKeys

    var text: String?
    var minimum: Double?
    var maximum: Double?
    var warnBelow: Double?
    var warnAbove: Double?
    var equals: ObservedValue?

    var expectation: CheckExpectation {
        CheckExpectation(
            text: text ?? "",
            minimum: minimum,
            maximum: maximum,
            warnBelow: warnBelow,
            warnAbove: warnAbove,
            equals: equals
        )
    }
}

private struct WireCheck: Encodable, Sendable {
    var number: Int64
    var name: String
    var kind: CheckKind
    var expectation: CheckExpectation
    /// Absent when nothing was observed.
    var observed: ObservedValue?
    var outcome: CheckOutcome
    var reason: String
    var tool: String
    var runAt: Instant
    var recordedAt: Instant
    var recordedBy: PrincipalID
    var latest: Bool

    init(_ check: QualityCheck) {
        number = check.number
        name = check.draft.name
        kind = check.draft.kind
        expectation = check.draft.expectation
        observed = check.draft.observed
        outcome = check.outcome
        reason = check.reason
        tool = check.draft.tool
        runAt = check.draft.runAt
        recordedAt = check.recordedAt
        recordedBy = check.recordedBy
        latest = check.isLatest
    }
}
