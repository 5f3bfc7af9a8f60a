/// Every way to use every route of the API.
enum RouteTable {
    static let cases =
        open + mlflowOpen + access + catalog + datasets + tracking + audit + corpus + governance
        + artifacts + mlflowArtifacts + webhooks + registry + traces + evaluations + embeddings + quantization

    private static let open = [
        RouteCase("GET /healthz", [], isOpen: true) { _, _ in .get("/healthz") },
        RouteCase("GET /readyz", [], isOpen: true) { _, _ in .get("/readyz") },
        RouteCase("GET /version", [], isOpen: true) { _, _ in .get("/version") },
        RouteCase("GET /openapi.json", [], isOpen: true) { _, _ in .get("/openapi.json") },
        RouteCase("GET /.well-known/assay-keys.json", [], isOpen: true) { _, _ in
            .get("/.well-known/assay-keys.json")
        },
    ]
}
