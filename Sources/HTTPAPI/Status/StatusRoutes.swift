import Access
import Hummingbird
import Identifiers
import NIOCore
import Workflows

/// What an operator's tools ask without a token: is it alive, is it ready, which build is it, with which keys does it sign.
package struct StatusRoutes: Sendable {
    /// One thing that readiness depends on.
    package struct Check: Sendable {
        package var name: String
        /// Nil when all is well; else what is missing, safe to show to anyone.
        package var problem: @Sendable () async -> String?

        package init(_ name: String, problem: @escaping @Sendable () async -> String?) {
            self.name = name
            self.problem = problem
        }
    }

    private let version: String
    private let checks: [Check]
    private let verifierKeys: [String]

    package init(version: String, checks: [Check], verifierKeys: [String]) {
        self.version = version
        self.checks = checks
        self.verifierKeys = verifierKeys
    }

    func add(to routes: Router<APIContext>) {
        routes.get("healthz") { _, _ in try Reply.json(["status": "ok"]) }
        routes.get("readyz") { _, _ in try await ready() }
        routes.get("version") { _, _ in try Reply.json(["name": "assay", "version": version]) }
        routes.get(".well-known/assay-keys.json") { _, _ in try Reply.json(["log_keys": verifierKeys]) }
    }

    private func ready() async throws -> Response {
        var states: [String: String] = [:]
        for check in checks { states[check.name] = await check.problem() ?? "ok" }
        let isReady = states.values.allSatisfy { $0 == "ok" }
        return try Reply.json(
            WireReadiness(status: isReady ? "ready" : "not ready", checks: states),
            status: isReady ? .ok : .serviceUnavailable
        )
    }
}

private struct WireReadiness: Encodable {
    var status: String
    var checks: [String: String]
}
