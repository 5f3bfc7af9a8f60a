import HTTPAPI
import Hummingbird
import Retrieval
import Workflows

/// `POST /v1/rerank`
struct RerankRoutes: Sendable {
    /// The most bytes of a request: 1,000 documents of 16 KiB each.
    static let bytesMax = 16 << 20

    let rerank: RerankDocuments
    let presence: ClientPresence

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("rerank", use: create)
    }

    /// Permission comes first: who may not rerank is refused before the body is read.
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.requireActor()
        try rerank.check(actor)
        let asked = try RerankRequest(
            parsing: await JSONBody.collect(request, bytesMax: Self.bytesMax)
        )
        let reranked: RerankedDocuments
        do {
            reranked = try await presence.whileClientWaits(context) {
                try await rerank(asked.order, by: actor)
            }
        } catch let error as InferenceError {
            throw OpenAIFault.describing(error, field: "documents")
        }
        return try Reply.json(try WireReranking(reranked, asked, id: context.requestID))
    }
}
