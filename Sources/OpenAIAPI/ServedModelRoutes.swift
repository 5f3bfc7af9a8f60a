import HTTPAPI
import Hummingbird
import Identifiers
import Workflows

/// `GET /v1/models` and `GET /v1/models/{id}`
struct ServedModelRoutes: Sendable {
    let embed: EmbedTexts
    let servedSince: Instant

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models", use: list)
        routes.get("models/:served_model", use: get)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        try embed.check(context.requireActor())
        return try Reply.json(WireServedModels(data: [wire]))
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        try embed.check(context.requireActor())
        try ServedModel(embed.identity).require(context.text("served_model"))
        return try Reply.json(wire)
    }

    private var wire: WireServedModel {
        WireServedModel(ServedModel(embed.identity), servedSince: servedSince)
    }
}

private struct WireServedModels: Encodable {
    let object = "list"
    var data: [WireServedModel]
}

/// OpenAI's four members, then the version and the digest of the weights that the catalog knows.
private struct WireServedModel: Encodable {
    let object = "model"
    var id: String
    var created: Int64
    let ownedBy = "assay"
    var version: String
    var digest: String

    init(_ model: ServedModel, servedSince: Instant) {
        id = model.name
        created = servedSince.seconds
        version = model.version
        digest = model.digest
    }
}
