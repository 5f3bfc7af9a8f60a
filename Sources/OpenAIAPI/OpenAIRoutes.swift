package import HTTPAPI
package import Hummingbird
package import Identifiers

/// The OpenAI-compatible routes: `/v1/embeddings`, `/v1/rerank` and `/v1/models`.
///
/// Shapes after the API reference of OpenAI, sections "Embeddings" and "Models"; reranking, which OpenAI has not,
/// after those of Jina and Cohere. To be added behind authentication; what authentication and the router refuse gets
/// OpenAI's error shape when `OpenAIErrorReporting` is a middleware of the router as well.
package struct OpenAIRoutes: Sendable {
    private let services: InferenceServices
    private let servedSince: Instant
    private let presence: ClientPresence

    /// `servedSince` stands in the list of models as the time of creation, which no model knows.
    package init(services: InferenceServices, servedSince: Instant, presence: ClientPresence) {
        self.services = services
        self.servedSince = servedSince
        self.presence = presence
    }

    /// Adds all routes, which only authenticated callers may reach.
    package func add(to routes: RouterGroup<APIContext>) {
        let group = routes.group("v1").add(middleware: OpenAIErrorReporting())
        EmbeddingRoutes(embed: services.embed, presence: presence).add(to: group)
        RerankRoutes(rerank: services.rerank, presence: presence).add(to: group)
        ServedModelRoutes(models: services.models, servedSince: servedSince).add(to: group)
    }
}
