import Access
import Hummingbird
import Workflows

/// `/metrics` in the Prometheus text format.
struct MetricsRoutes: Sendable {
    let requests: RequestMetrics
    let readMetrics: ReadMetrics

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("metrics") { _, context in
            let families = try await readMetrics(by: context.requireActor())
            let text = requests.exposition() + MetricsText.exposition(families)
            return Reply.bytes(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }
}
