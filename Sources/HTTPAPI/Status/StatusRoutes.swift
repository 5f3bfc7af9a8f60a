import Access
import HTTPTypes
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
        /// Whether the server is not ready while there is a problem; else it is only told.
        package var isRequired: Bool

        package init(
            _ name: String,
            isRequired: Bool = true,
            problem: @escaping @Sendable () async -> String?
        ) {
            self.name = name
            self.isRequired = isRequired
            self.problem = problem
        }
    }

    private let version: String
    private let checks: [Check]
    private let verifierKeys: [String]
    private let plainVersion: @Sendable (String?) -> String?

    /// `plainVersion` names the version that a client, known by its `User-Agent`, reads from `/version` as
    /// bare text; nil for those who get the document.
    package init(
        version: String,
        checks: [Check],
        verifierKeys: [String],
        plainVersion: @escaping @Sendable (_ userAgent: String?) -> String? = { _ in nil }
    ) {
        self.plainVersion = plainVersion
        self.version = version
        self.checks = checks
        self.verifierKeys = verifierKeys
    }

    func add(to routes: Router<APIContext>) {
        routes.get("healthz") { _, _ in try Reply.json(["status": "ok"]) }
        routes.get("readyz") { _, _ in try await ready() }
        routes.get("version") { request, _ in try versionReply(to: request.headers[.userAgent]) }
        routes.get(".well-known/assay-keys.json") { _, _ in try Reply.json(["log_keys": verifierKeys]) }
    }

    private func versionReply(to userAgent: String?) throws -> Response {
        var response =
            if let plain = plainVersion(userAgent) {
                Reply.bytes(Array(plain.utf8), type: "text/plain; charset=utf-8")
            } else {
                try Reply.json(["name": "assay", "version": version])
            }
        response.headers[.vary] = "User-Agent"
        return response
    }

    private func ready() async throws -> Response {
        var states: [String: String] = [:]
        var isReady = true
        for check in checks {
            let problem = await check.problem()
            states[check.name] = problem ?? "ok"
            if problem != nil, check.isRequired { isReady = false }
        }
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
