import Access
import Hummingbird
import Workflows

/// `/metrics` in the Prometheus text format.
struct MetricsRoutes: Sendable {
    let requests: RequestMetrics
    let readMetrics: ReadMetrics

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("metrics") { _, context in
            let gauges = try await readMetrics(by: context.requireActor())
            let text = requests.exposition() + gauges.map { "\($0.name) \($0.value)\n" }.joined()
            return Reply.bytes(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }
}
