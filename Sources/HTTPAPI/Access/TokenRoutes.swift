import Access
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/tokens`: one's own, or with `principal=` another's.
struct TokenRoutes: Sendable {
    let tokens: ManageTokens

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("tokens", use: list)
        routes.post("tokens", use: create)
        routes.delete("tokens/:id", use: revoke)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.requireActor()
        let owner = try request.uri.queryParameters["principal"].map { text in
            guard let id = PrincipalID(text) else {
                throw InvalidInput("principal", "must be a principal's id")
            }
            return id
        }
        let page = try await tokens.list(of: owner ?? actor.principalID, page: request.page(), by: actor)
        return try Reply.page(page) { WireToken($0, secret: nil) }
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(TokenInput.self, from: request)
        let actor = try context.requireActor()
        let made = try await tokens.create(
            for: input.principal ?? actor.principalID,
            label: input.label,
            lifetimeDays: input.expiresInDays ?? 90,
            by: actor,
            request.context(context, body: body)
        )
        return try Reply.recorded(
            WireToken(made.token.record, secret: made.token.secret),
            of: made.effectID,
            status: .created
        )
    }

    private func revoke(_ request: Request, _ context: APIContext) async throws -> Response {
        let made = try await tokens.revoke(
            context.identifier("id", TokenID.self),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(made.map { WireToken($0, secret: nil) })
    }
}

private struct TokenInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case label, principal
        case expiresInDays = "expires_in_days"
    }
    typealias Fields = CodingKeys

    var label: String
    var principal: PrincipalID?
    var expiresInDays: Int?
}

private struct WireToken: Encodable, Sendable {
    var id: TokenID
    var principal: PrincipalID
    var kind: APIToken.Kind
    var label: String
    var createdAt: Instant
    var expiresAt: Instant?
    var lastUsedAt: Instant?
    var revokedAt: Instant?
    /// Only in the answer that made the token.
    var token: String?

    init(_ record: TokenRecord, secret: String?) {
        id = record.id
        principal = record.principalID
        kind = record.kind
        label = record.label
        createdAt = record.createdAt
        expiresAt = record.expiresAt
        lastUsedAt = record.lastUsedAt
        revokedAt = record.revokedAt
        token = secret
    }
}
