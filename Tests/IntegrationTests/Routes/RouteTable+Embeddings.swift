import Access
import HTTPTypes
import Identifiers

extension RouteTable {
    /// What the tests' models are called.
    private static let model = "hashed-words"
    private static let reranker = "shared-words"

    static let embeddings = [
        RouteCase("GET /v1/models", [.embeddingsCreate]) { _, _ in .get("/v1/models") },
        RouteCase("GET /v1/models/{served_model}", [.embeddingsCreate]) { _, _ in
            .get("/v1/models/\(model)")
        },
        RouteCase("POST /v1/embeddings", [.embeddingsCreate]) { _, _ in
            .post("/v1/embeddings", ["model": .string(model), "input": ["a text", "another"]])
        },
        RouteCase("POST /v1/rerank", [.embeddingsCreate]) { _, _ in
            .post(
                "/v1/rerank",
                [
                    "model": .string(reranker), "query": "a text",
                    "documents": ["a text", ["text": "another"]],
                ]
            )
        },
        RouteCase("GET /api/v1/usage", [.usageRead]) { _, _ in
            .get("/api/v1/usage?group_by=team,day&format=csv")
        },
    ]
}
