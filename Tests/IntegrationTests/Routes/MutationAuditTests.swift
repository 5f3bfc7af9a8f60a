import Access
import Audit
import HTTPTypes
import Identifiers
import PolicyLibrary
import PostgresClient
import TestSupport
import Testing

@Suite("No change without its audit entry")
struct MutationAuditTests {
    private static let mutations = RouteTable.cases.filter(\.isMutation)

    /// Somebody whom the policy allows it.
    private static func author(of route: RouteCase, _ roles: RoleBook) throws -> Person {
        try #require(Person.allCases.first { route.expectedStatus(for: $0, in: roles) == route.success })
    }

    @Test("Every mutating route names the one entry that says who did what, in which request and why")
    func namesTheEntry() async throws {
        let roles = try AccessPolicy.roles()
        try await withStage { stage in
            for route in Self.mutations {
                let person = try Self.author(of: route, roles)
                let call = try await route.call(stage, person)
                    .with("X-Request-Id", "request-7").with("Assay-Reason", "quarterly review")
                let before = try await stage.platform.entryCount()
                let exchange = try await stage.expect(call, by: person)
                #expect(try await stage.platform.entryCount() == before + 1, "\(route.route)")
                let effect = try #require(exchange.effect, "\(route.route)")
                let event = try #require(try await stage.platform.event(effect), "\(route.route)")
                #expect(event.actor.principalID == "\(try stage.cast.id(person))", "\(route.route)")
                #expect(event.action == route.actions.first?.rawValue, "\(route.route)")
                #expect(event.resource != nil, "\(route.route)")
                #expect(event.requestID == "request-7", "\(route.route)")
                #expect(event.reason == "quarterly review", "\(route.route)")
                #expect(event.time == stage.platform.clock.current, "\(route.route)")
            }
        }
    }

    @Test("When no entry can be written, nothing is changed")
    func noEntryNoChange() async throws {
        let roles = try AccessPolicy.roles()
        try await withStage { stage in
            let superuser = stage.platform.superuser
            for route in Self.mutations {
                let person = try Self.author(of: route, roles)
                let call = try await route.call(stage, person)
                _ = try await superuser.execute("REVOKE EXECUTE ON FUNCTION audit.emit FROM assay_app")
                let before = try await stage.platform.contents()
                let exchange = try await stage.send(call, by: person)
                #expect(exchange.status >= 500, "\(route.route): \(exchange.text)")
                #expect(try await stage.platform.contents() == before, "\(route.route)")
                _ = try await superuser.execute("GRANT EXECUTE ON FUNCTION audit.emit TO assay_app")
            }
        }
    }

    @Test("A change that is refused for its content leaves no entry")
    func failuresLeaveNone() async throws {
        try await withStage { stage in
            let refused: [(Call, Int)] = [
                (.post("/api/v1/models", Stage.model(Stage.model)), 409),
                (.post("/api/v1/models", Stage.model("a/b")), 422),
                (.post("/api/v1/models", ["nothing": true]), 422),
                (.patch("/api/v1/models/\(Stage.model)", ["purpose": "x"]).with("If-Match", "\"99\""), 412),
                (.upload(.put, "/api/v1/models/\(Stage.model)/versions/1/files/late.bin", [1]), 409),
                (.post("/api/v1/models/\(Stage.model)/versions/1/seal"), 409),
                (.upload(.put, "/api/v1/models/\(Stage.model)/versions/99/files/x", [1]), 404),
                (.post("/api/v1/datasets/\(Stage.dataset)/versions", ["digest": "md5:1"]), 422),
            ]
            for (call, status) in refused {
                let before = try await stage.platform.contents()
                let exchange = try await stage.send(call, by: .engineer)
                #expect(exchange.status == status, "\(call.path): \(exchange.text)")
                #expect(try await stage.platform.contents() == before, "\(call.path)")
            }
        }
    }
}
