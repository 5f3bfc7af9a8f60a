import Access
import Catalog
import Hummingbird
import Workflows

/// `POST /api/v1/models/{model}/transfer` and `…/rename`, and a model's deletion.
struct OwnershipRoutes: Sendable {
    let transfer: TransferModel
    let models: ChangeModel

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("models/:model/transfer", use: transferModel)
        routes.post("models/:model/rename", use: rename)
        routes.delete("models/:model", use: delete)
    }

    private func transferModel(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(TransferInput.self, from: request)
        let made = try await transfer(
            context.resourceName("model"),
            toTeam: input.ownerTeam,
            accountable: input.accountable,
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireModel.init), revision: made.value.revision)
    }

    private func rename(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(RenameInput.self, from: request)
        let name: ResourceName
        do { name = try ResourceName(input.name) } catch { throw InvalidInput("name", error.detail) }
        let made = try await models.rename(
            context.resourceName("model"),
            to: name,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WireModel.init),
            revision: made.value.revision,
            location: "/api/v1/models/\(made.value.name)"
        )
    }

    /// The model stays readable as `id:…`, with all that hangs on it.
    private func delete(_ request: Request, _ context: APIContext) async throws -> Response {
        let made = try await models.delete(
            context.resourceName("model"),
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context)
        )
        return try Reply.recorded(
            made.map(WireModel.init),
            revision: made.value.revision,
            location: "/api/v1/models/\(ModelReference.id(made.value.id))"
        )
    }
}

private struct TransferInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case accountable
        case ownerTeam = "owner_team"
    }
    typealias Fields = CodingKeys

    var ownerTeam: String?
    var accountable: String?
}

private struct RenameInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name
    }
    typealias Fields = CodingKeys

    var name: String
}
