import HTTPAPI
import Hummingbird
import Identifiers
import Retrieval
import Workflows

/// `GET /v1/models` and `GET /v1/models/{id}`
struct ServedModelRoutes: Sendable {
    let models: ListServedModels
    let servedSince: Instant

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("models", use: list)
        routes.get("models/:served_model", use: get)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try models(by: context.requireActor())
        return try Reply.json(WireServedModels(data: found.map(wire)))
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.requireActor()
        return try Reply.json(wire(try models(named: context.text("served_model"), by: actor)))
    }

    private func wire(_ model: ServedModel) -> WireServedModel {
        WireServedModel(model, servedSince: servedSince)
    }
}

private struct WireServedModels: Encodable {
    let object = "list"
    var data: [WireServedModel]
}

/// OpenAI's four members, then what the catalog and the model's files say.
private struct WireServedModel: Encodable {
    enum Kind: String, Encodable {
        case embedding, reranking
    }

    let object = "model"
    var id: String
    var created: Int64
    let ownedBy = "assay"
    var version: String
    /// Of the weights.
    var digest: String
    var kind: Kind
    var tokensMax: Int
    var dimensions: Int?
    /// To which vectors may be shortened; absent when they may not, empty when to any.
    var shorterDimensions: [Int]?

    init(_ model: ServedModel, servedSince: Instant) {
        id = model.id
        created = servedSince.seconds
        version = model.identity.version
        digest = "sha256:\(model.identity.digest.hex)"
        tokensMax = model.tokensMax
        switch model.kind {
        case .reranking: kind = .reranking
        case .embedding(let dimension, let shorter):
            kind = .embedding
            dimensions = dimension
            shorterDimensions = Self.listed(shorter, below: dimension)
        }
    }

    private static func listed(_ shorter: ShorterDimensions, below dimension: Int) -> [Int]? {
        switch shorter {
        case .none: nil
        case .any: []
        case .listed(let known): known.filter { shorter.allow($0, of: dimension) && $0 != dimension }.sorted()
        }
    }
}
