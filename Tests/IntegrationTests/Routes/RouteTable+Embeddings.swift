import Access
import HTTPTypes
import Identifiers

extension RouteTable {
    /// What the tests' embedder is called.
    private static let model = "hashed-words"

    static let embeddings = [
        RouteCase("GET /v1/models", [.embeddingsCreate]) { _, _ in .get("/v1/models") },
        RouteCase("GET /v1/models/{served_model}", [.embeddingsCreate]) { _, _ in
            .get("/v1/models/\(model)")
        },
        RouteCase("POST /v1/embeddings", [.embeddingsCreate]) { _, _ in
            .post("/v1/embeddings", ["model": .string(model), "input": ["a text", "another"]])
        },
    ]
}
