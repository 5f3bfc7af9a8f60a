import Access
import Catalog
import Hummingbird
import Workflows

/// `/api/v1/models/{model}/tags` and `/api/v1/models/{model}/versions/{version}/tags`
struct TagRoutes: Sendable {
    let models: ChangeModel
    let versions: ChangeVersion
    let history: ReadHistory

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models/:model/tags", use: list)
        routes.put("models/:model/tags/**", use: set)
        routes.delete("models/:model/tags/**", use: remove)
        routes.get("models/:model/versions/:version/tags", use: listOfVersion)
        routes.put("models/:model/versions/:version/tags/**", use: setOfVersion)
        routes.delete("models/:model/versions/:version/tags/**", use: removeOfVersion)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let tags = try await history.tags(of: context.modelReference("model"), by: context.requireActor())
        return try Reply.json(["items": tags])
    }

    private func listOfVersion(_ request: Request, _ context: APIContext) async throws -> Response {
        let tags = try await history.tags(
            ofVersion: context.versionNumber(),
            of: context.modelReference("model"),
            by: context.requireActor()
        )
        return try Reply.json(["items": tags])
    }

    private func set(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(TagInput.self, from: request)
        let made = try await models.set(
            context.tag(input.value),
            of: context.resourceName("model"),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made)
    }

    private func setOfVersion(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(TagInput.self, from: request)
        let made = try await versions.set(
            context.tag(input.value),
            ofVersion: context.versionNumber(),
            of: context.resourceName("model"),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made)
    }

    private func remove(_ request: Request, _ context: APIContext) async throws -> Response {
        let key = try context.tag("").key
        let made = try await models.removeTag(
            key,
            of: context.resourceName("model"),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(made.map { WireRemoval(key: key, value: $0?.value) })
    }

    private func removeOfVersion(_ request: Request, _ context: APIContext) async throws -> Response {
        let key = try context.tag("").key
        let made = try await versions.removeTag(
            key,
            ofVersion: context.versionNumber(),
            of: context.resourceName("model"),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(made.map { WireRemoval(key: key, value: $0?.value) })
    }
}

extension APIContext {
    /// The tag whose key is the rest of the address: keys may hold slashes.
    fileprivate func tag(_ value: String) throws -> RegistryTag {
        guard let key = PercentEncoding.decode(parameters.getCatchAll().joined(separator: "/")) else {
            throw Problem(.badRequest, "malformed_path", "The address is not well-formed.")
        }
        do {
            return try RegistryTag(key: key, value: value)
        } catch {
            throw InvalidInput("tag", error.detail)
        }
    }
}

private struct TagInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case value
    }
    typealias Fields = CodingKeys

    var value: String
}

/// The tag that was removed; no value when there was none.
private struct WireRemoval: Encodable, Sendable {
    var key: String
    var value: String?
}
