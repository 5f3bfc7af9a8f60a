import HTTPAPI
import HTTPTypes
import Hummingbird
import Retrieval
import Workflows

/// `POST /v1/embeddings`
struct EmbeddingRoutes: Sendable {
    /// The most bytes of a request: 2,048 texts of 8 KiB each.
    static let bytesMax = 16 << 20

    let embed: EmbedTexts
    let presence: ClientPresence

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("embeddings", use: create)
    }

    /// Permission comes first: who may not embed is refused before the body is read.
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.requireActor()
        try embed.check(actor)
        let asked = try EmbeddingRequest(
            parsing: await JSONBody.collect(request, bytesMax: Self.bytesMax)
        )
        let embedded = try await presence.whileClientWaits(context) {
            try await embed(asked.order, by: actor)
        }
        let answer = WireEmbeddings(batch: embedded.batch, format: asked.format, model: embedded.model)
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: try answer.written())
        )
    }
}
