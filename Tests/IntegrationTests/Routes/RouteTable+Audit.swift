import Access
import Identifiers

extension RouteTable {
    private static let log = "/tlog/\(TestPlatform.origin)"

    static let audit = entries + verification

    private static let entries = [
        RouteCase("GET /api/v1/audit/entries", [.auditRead]) { _, _ in
            .get("/api/v1/audit/entries?action=models.")
        },
        RouteCase("GET /api/v1/audit/entries/{id}", [.auditRead]) { stage, _ in .get(try entry(of: stage)) },
        RouteCase("GET /api/v1/audit/entries/{id}/proof", [.auditProve]) { stage, _ in
            .get(try entry(of: stage) + "/proof")
        },
        RouteCase("GET /api/v1/audit/reports", [.auditRead]) { _, _ in
            .get("/api/v1/audit/reports?format=markdown")
        },
    ]

    private static let verification = [
        RouteCase("GET /api/v1/audit/log/head", [.auditRead]) { _, _ in .get("/api/v1/audit/log/head") },
        RouteCase("GET /api/v1/audit/log/entries", [.auditRead]) { _, _ in
            .get("/api/v1/audit/log/entries?from=0&limit=5")
        },
        RouteCase("GET /api/v1/audit/log/checkpoints", [.auditProve]) { _, _ in
            .get("/api/v1/audit/log/checkpoints")
        },
        RouteCase("GET /tlog/{log}/checkpoint", [.auditProve]) { _, _ in .get("\(log)/checkpoint") },
        RouteCase("GET /tlog/{log}/tile/**", [.auditProve]) { _, _ in .get("\(log)/tile/0/000.p/1") },
        // Bundles hold the entries themselves.
        RouteCase("GET /tlog/{log}/tile/**", [.auditRead]) { _, _ in .get("\(log)/tile/entries/000.p/1") },
        RouteCase("GET /metrics", [.metricsRead]) { _, _ in .get("/metrics") },
    ]

    private static func entry(of stage: Stage) throws -> String {
        guard let effect = stage.effect else { throw NothingToName() }
        return "/api/v1/audit/entries/\(effect)"
    }
}
