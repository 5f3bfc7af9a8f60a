import Access
import HTTPTypes

extension RouteTable {
    static let mlflowOpen =
        [RouteCase("GET /health", [], isOpen: true) { _, _ in .get("/health") }]
        + ["api", "ajax-api"].map { prefix in
            RouteCase("GET /\(prefix)/3.0/mlflow/server-info", [], isOpen: true) { _, _ in
                .get("/\(prefix)/3.0/mlflow/server-info")
            }
        }

    /// The two cases of a route that is declared once: under `/api/…` and under `/ajax-api/…`.
    ///
    /// - Parameters:
    ///   - path: As the router names it after the prefix: `2.0/mlflow/runs/get`.
    ///   - call: Gets the prefix with slashes: `/api/`, `/ajax-api/`.
    static func mlflow(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ actions: [Action],
        _ reach: RouteCase.Reach = .nobodys,
        _ call: @escaping @Sendable (_ prefix: String, Stage, Person) async throws -> Call
    ) -> [RouteCase] {
        ["/api/", "/ajax-api/"].map { prefix in
            RouteCase("\(method.rawValue) \(prefix)\(path)", actions, reach) { stage, person in
                try await call(prefix, stage, person)
            }
        }
    }
}
