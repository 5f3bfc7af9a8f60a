import Access
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/groups`
struct GroupRoutes: Sendable {
    let groups: ManageGroups

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("groups", use: list)
        routes.post("groups", use: create)
        routes.get("groups/:id", use: get)
        routes.patch("groups/:id", use: update)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        try Reply.page(
            try await groups.list(page: request.page(), by: context.requireActor()),
            WireGroup.init
        )
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await groups.get(context.identifier("id", GroupID.self), by: context.requireActor())
        return try Reply.json(WireGroup(found), revision: found.revision)
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(GroupInput.self, from: request)
        let made = try await groups.create(
            GroupDraft(name: input.name, memberIDs: input.members ?? [], roles: input.roles ?? []),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WireGroup.init),
            status: .created,
            revision: made.value.revision,
            location: "/api/v1/groups/\(made.value.id)"
        )
    }

    private func update(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(GroupChangeInput.self, from: request)
        let made = try await groups.update(
            context.identifier("id", GroupID.self),
            GroupChanges(memberIDs: input.members, roles: input.roles),
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireGroup.init), revision: made.value.revision)
    }
}

private struct GroupInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, members, roles
    }
    typealias Fields = CodingKeys

    var name: String
    var members: [PrincipalID]?
    var roles: [RoleName]?
}

private struct GroupChangeInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case members, roles
    }
    typealias Fields = CodingKeys

    var members: [PrincipalID]?
    var roles: [RoleName]?
}

private struct WireGroup: Encodable, Sendable {
    var id: GroupID
    var name: String
    var members: [PrincipalID]
    var roles: [RoleName]
    var createdAt: Instant

    init(_ group: Group) {
        id = group.id
        name = group.name
        members = group.memberIDs
        roles = group.roles
        createdAt = group.createdAt
    }
}
