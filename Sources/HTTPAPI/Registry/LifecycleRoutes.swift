import Access
import Catalog
import Hummingbird
import Workflows

/// `POST /api/v1/models/{model}/versions/{version}/lifecycle`, and the versions' description and deletion.
struct LifecycleRoutes: Sendable {
    let move: MoveVersion
    let versions: ChangeVersion

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("models/:model/versions/:version/lifecycle", use: step)
        routes.patch("models/:model/versions/:version", use: describe)
        routes.delete("models/:model/versions/:version", use: delete)
    }

    private func step(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(LifecycleInput.self, from: request)
        let made = try await move(
            context.versionNumber(),
            of: context.resourceName("model"),
            to: .lifecycle(input.to),
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map { WireVersion($0.version) }, revision: made.value.version.revision)
    }

    private func describe(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(VersionChangeInput.self, from: request)
        let made = try await versions.describe(
            context.versionNumber(),
            of: context.resourceName("model"),
            input.description,
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map { WireVersion($0.version) }, revision: made.value.version.revision)
    }

    /// The version stays readable here, with all its provenance.
    private func delete(_ request: Request, _ context: APIContext) async throws -> Response {
        let made = try await versions.delete(
            context.versionNumber(),
            of: context.resourceName("model"),
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(made.map { WireVersion($0.version) }, revision: made.value.version.revision)
    }
}

private struct LifecycleInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case to
    }
    typealias Fields = CodingKeys

    var to: Lifecycle
}

private struct VersionChangeInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case description
    }
    typealias Fields = CodingKeys

    var description: String
}
