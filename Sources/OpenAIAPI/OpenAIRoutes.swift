package import HTTPAPI
package import Hummingbird
package import Identifiers
package import Workflows

/// The OpenAI-compatible routes: `/v1/embeddings` and `/v1/models`.
///
/// Shapes after the API reference of OpenAI, sections "Embeddings" and "Models". To be added behind
/// authentication; what authentication and the router refuse gets OpenAI's error shape when
/// `OpenAIErrorReporting` is a middleware of the router as well.
package struct OpenAIRoutes: Sendable {
    private let embed: EmbedTexts
    private let servedSince: Instant

    /// `servedSince` stands in the list of models as the time of creation, which no embedder knows.
    package init(embed: EmbedTexts, servedSince: Instant) {
        self.embed = embed
        self.servedSince = servedSince
    }

    /// Adds `POST /v1/embeddings` and `GET /v1/models`, which only authenticated callers may reach.
    package func add(to routes: RouterGroup<APIContext>) {
        let group = routes.group("v1").add(middleware: OpenAIErrorReporting())
        EmbeddingRoutes(embed: embed).add(to: group)
        ServedModelRoutes(embed: embed, servedSince: servedSince).add(to: group)
    }
}
