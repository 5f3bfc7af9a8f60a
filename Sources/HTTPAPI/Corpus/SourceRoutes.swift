import Access
import Corpus
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/sources`
struct SourceRoutes: Sendable {
    let sources: ManageSources

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("sources", use: list)
        routes.post("sources", use: create)
        routes.get("sources/:source", use: get)
        routes.put("sources/:source/people/:person/principal", use: map)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        try Reply.page(
            try await sources.list(page: request.page(), by: context.requireActor()),
            WireSource.init
        )
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        try Reply.json(WireSource(try await sources.get(context.text("source"), by: context.requireActor())))
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(SourceInput.self, from: request)
        let draft = SourceDraft(
            name: input.name,
            kind: input.kind,
            audience: input.audience ?? .everyone,
            workspaceDomain: input.workspaceDomain
        )
        let made = try await sources.create(
            draft,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WireSource.init),
            status: .created,
            location: "/api/v1/sources/\(made.value.name)"
        )
    }

    private func map(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(MappingInput.self, from: request)
        let made = try await sources.mapPerson(
            context.text("person"),
            ofSource: context.text("source"),
            to: input.principal,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireMapping.init))
    }
}

private struct SourceInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, kind, audience
        case workspaceDomain = "workspace_domain"
    }
    typealias Fields = CodingKeys

    var name: String
    var kind: Source.Kind
    var audience: Source.Audience?
    var workspaceDomain: String?
}

private struct MappingInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case principal
    }
    typealias Fields = CodingKeys

    /// Null or absent removes the mapping.
    var principal: PrincipalID?
}

private struct WireSource: Encodable, Sendable {
    var id: SourceID
    var name: String
    var kind: Source.Kind
    var audience: Source.Audience
    var workspaceDomain: String?
    var createdAt: Instant

    init(_ source: Source) {
        id = source.id
        name = source.name
        kind = source.kind
        audience = source.audience
        workspaceDomain = source.workspaceDomain
        createdAt = source.createdAt
    }
}

private struct WireMapping: Encodable, Sendable {
    var source: String
    var person: String
    var principal: PrincipalID?

    init(_ mapping: PersonMapping) {
        source = mapping.sourceName
        person = mapping.nativeID
        principal = mapping.principalID
    }
}
