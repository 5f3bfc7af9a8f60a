import HTTPAPI
import Hummingbird
import Retrieval
import Workflows

/// `POST /v1/embeddings`
struct EmbeddingRoutes: Sendable {
    /// The most bytes of a request: eight times the JSON of 2,048 texts that fill a 512-token window.
    static let bytesMax = 16 << 20

    let embed: EmbedTexts

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("embeddings", use: create)
    }

    /// Permission comes first: who may not embed is refused before the body is read.
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.requireActor()
        try embed.check(actor)
        let asked = try EmbeddingRequest(
            parsing: await JSONBody.collect(request, bytesMax: Self.bytesMax),
            dimension: embed.dimension
        )
        try ServedModel(embed.identity).require(asked.model)
        let batch = try await embed(asked.texts, by: actor)
        return try Reply.json(WireEmbeddings(batch, format: asked.format, model: ServedModel(embed.identity)))
    }
}
