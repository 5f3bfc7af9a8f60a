import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/models/{model}/retirement`, the same of a version, and `/api/v1/models/{model}/holds`.
struct RetirementRoutes: Sendable {
    let retire: RetireModel

    func add(to routes: RouterGroup<APIContext>) {
        for path in ["models/:model/retirement", "models/:model/versions/:version/retirement"] {
            routes.get("\(path)", use: get)
            routes.post("\(path)", use: post)
        }
        routes.get("models/:model/holds", use: holds)
        routes.post("models/:model/holds", use: placeHold)
        routes.post("models/:model/holds/:hold/release", use: releaseHold)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await retire.retirement(
            of: context.resourceName("model"),
            version: version(context),
            by: context.requireActor()
        )
        return try Reply.json(WireRetirement(found))
    }

    private func post(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(RetirementInput.self, from: request)
        let date = try input.date.map { text in
            guard let instant = Instant(rfc3339: text) else {
                throw InvalidInput("date", "must be a time such as 2026-03-01T00:00:00Z or a date")
            }
            return instant
        }
        let made = try await retire(
            context.resourceName("model"),
            version: version(context),
            reason: input.reason,
            successor: input.successor,
            effectiveAt: date,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireRetirement.init), status: .created)
    }

    private func holds(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await retire.holds(on: context.resourceName("model"), by: context.requireActor())
        return try Reply.json(["items": found.map(WireHold.init)])
    }

    private func placeHold(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(HoldInput.self, from: request)
        if let version = input.version, !(1...Int(Int32.max)).contains(version) {
            throw InvalidInput("version", "must be a version number such as 1")
        }
        let made = try await retire.placeHold(
            on: context.resourceName("model"),
            version: input.version,
            reason: input.reason,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireHold.init), status: .created)
    }

    private func releaseHold(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(ReleaseInput.self, from: request)
        let made = try await retire.releaseHold(
            context.identifier("hold", LegalHoldID.self),
            on: context.resourceName("model"),
            reason: input.reason,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireHold.init))
    }

    private func version(_ context: APIContext) throws -> Int? {
        context.parameters.get("version") == nil ? nil : try context.versionNumber()
    }
}

private struct RetirementInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case reason, successor, date
    }
    typealias Fields = CodingKeys

    var reason: String
    var successor: String?
    var date: String?
}

private struct HoldInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case reason, version
    }
    typealias Fields = CodingKeys

    var reason: String
    var version: Int?
}

private struct ReleaseInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case reason
    }
    typealias Fields = CodingKeys

    var reason: String
}

private struct WireRetirement: Encodable, Sendable {
    var model: ResourceName
    var version: Int?
    var reason: String
    var successor: String?
    /// Since when it is out of use, as was said.
    var date: Instant
    var recordedAt: Instant
    var recordedBy: PrincipalID

    init(_ retirement: Retirement) {
        model = retirement.modelName
        version = retirement.versionNumber
        reason = retirement.reason
        successor = retirement.successor
        date = retirement.effectiveAt
        recordedAt = retirement.recordedAt
        recordedBy = retirement.recordedBy
    }
}

private struct WireHold: Encodable, Sendable {
    var id: LegalHoldID
    var model: ResourceName
    var version: Int?
    var reason: String
    var isActive: Bool
    var placedAt: Instant
    var placedBy: PrincipalID
    var releasedAt: Instant?
    var releasedBy: PrincipalID?
    var releaseReason: String?

    init(_ hold: LegalHold) {
        id = hold.id
        model = hold.modelName
        version = hold.versionNumber
        reason = hold.reason
        isActive = hold.releasedAt == nil
        placedAt = hold.placedAt
        placedBy = hold.placedBy
        releasedAt = hold.releasedAt
        releasedBy = hold.releasedBy
        releaseReason = hold.releaseReason
    }
}
