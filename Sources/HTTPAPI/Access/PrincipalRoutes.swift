import Access
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/principals`, `/api/v1/me`
struct PrincipalRoutes: Sendable {
    let principals: ManagePrincipals

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("me", use: me)
        routes.get("principals", use: list)
        routes.post("principals", use: create)
        routes.get("principals/:id", use: get)
        routes.patch("principals/:id", use: update)
    }

    private func me(_ request: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.requireActor()
        return try Reply.json(WireActor(actor))
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        try Reply.page(
            try await principals.list(page: request.page(), by: context.requireActor()),
            WirePrincipal.init
        )
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await principals.get(
            context.identifier("id", PrincipalID.self),
            by: context.requireActor()
        )
        return try Reply.json(WirePrincipal(found), revision: found.revision)
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(PrincipalInput.self, from: request)
        let made = try await principals.create(
            PrincipalDraft(
                kind: input.kind,
                email: input.email,
                displayName: input.displayName,
                roles: input.roles ?? []
            ),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WirePrincipal.init),
            status: .created,
            revision: made.value.revision,
            location: "/api/v1/principals/\(made.value.id)"
        )
    }

    private func update(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(PrincipalChangeInput.self, from: request)
        let made = try await principals.update(
            context.identifier("id", PrincipalID.self),
            PrincipalChanges(
                displayName: input.displayName,
                isDisabled: input.isDisabled,
                roles: input.roles
            ),
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WirePrincipal.init), revision: made.value.revision)
    }
}

private struct PrincipalInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case kind, email, roles
        case displayName = "display_name"
    }
    typealias Fields = CodingKeys

    var kind: Principal.Kind
    var email: String?
    var displayName: String
    var roles: [RoleName]?
}

private struct PrincipalChangeInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case roles
        case displayName = "display_name"
        case isDisabled = "is_disabled"
    }
    typealias Fields = CodingKeys

    var displayName: String?
    var isDisabled: Bool?
    var roles: [RoleName]?
}

private struct WirePrincipal: Encodable, Sendable {
    var id: PrincipalID
    var kind: Principal.Kind
    var email: String?
    var displayName: String
    var isDisabled: Bool
    var roles: [RoleName]
    var createdAt: Instant

    init(_ principal: Principal) {
        id = principal.id
        kind = principal.kind
        email = principal.email
        displayName = principal.displayName
        isDisabled = principal.isDisabled
        roles = principal.roles
        createdAt = principal.createdAt
    }
}

private struct WireActor: Encodable {
    var id: PrincipalID
    var kind: Principal.Kind
    var email: String?
    var displayName: String
    /// Held directly or through a group.
    var roles: [String]
    var groupIds: [GroupID]

    init(_ actor: Actor) {
        id = actor.principalID
        kind = actor.kind
        email = actor.email
        displayName = actor.displayName
        roles = actor.roles.map(\.rawValue).sorted()
        groupIds = actor.groupIDs.sorted { "\($0)" < "\($1)" }
    }
}
