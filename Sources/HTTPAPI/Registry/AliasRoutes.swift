import Access
import Catalog
import Hummingbird
import Workflows

/// `/api/v1/models/{model}/aliases`
struct AliasRoutes: Sendable {
    let aliases: ManageAliases
    let history: ReadHistory

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models/:model/aliases", use: list)
        routes.put("models/:model/aliases/:alias", use: set)
        routes.delete("models/:model/aliases/:alias", use: remove)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await history.aliases(
            of: context.modelReference("model"),
            by: context.requireActor()
        )
        return try Reply.json(["items": found.map { WireAlias(alias: $0.name, version: $0.version) }])
    }

    private func set(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(AliasInput.self, from: request)
        guard input.version > 0, input.version <= Int(Int32.max) else {
            throw InvalidInput("version", "must be a version number such as 1")
        }
        let made = try await aliases.move(
            context.alias(),
            of: context.resourceName("model"),
            to: input.version,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made)
    }

    private func remove(_ request: Request, _ context: APIContext) async throws -> Response {
        let made = try await aliases.move(
            context.alias(),
            of: context.resourceName("model"),
            to: nil,
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(made)
    }
}

extension APIContext {
    fileprivate func alias() throws -> AliasName {
        let text = try text("alias")
        do {
            return try AliasName(text)
        } catch {
            throw InvalidInput("alias", error.detail)
        }
    }
}

private struct AliasInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case version
    }
    typealias Fields = CodingKeys

    var version: Int
}

private struct WireAlias: Encodable, Sendable {
    var alias: String
    var version: Int
}
