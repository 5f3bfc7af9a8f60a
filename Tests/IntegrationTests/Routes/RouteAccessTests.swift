import Access
import Persistence
import PolicyLibrary
import Testing

@Suite("Every route asks for permission")
struct RouteAccessTests {
    @Test("Every route of the API stands in the table, and nothing else does")
    func tableIsComplete() async throws {
        try await withPlatform { platform in
            #expect(
                Set(platform.routes).subtracting(RouteTable.cases.map(\.route)) == [],
                "routes without a case"
            )
            #expect(
                Set(RouteTable.cases.map(\.route)).subtracting(platform.routes) == [],
                "cases without a route"
            )
        }
    }

    @Test("Only status routes are open, and only one's own description needs no permission")
    func exceptionsAreNamed() {
        let open = Set(RouteTable.cases.filter(\.isOpen).map(\.route))
        #expect(
            open == [
                "GET /healthz", "GET /readyz", "GET /version", "GET /openapi.json",
                "GET /.well-known/assay-keys.json", "GET /health", "GET /api/3.0/mlflow/server-info",
                "GET /ajax-api/3.0/mlflow/server-info",
            ]
        )
        let unguarded = Set(RouteTable.cases.filter(\.actions.isEmpty).map(\.route))
        #expect(unguarded.subtracting(open) == ["GET /api/v1/me"])
    }

    @Test("Every action but the rotation of keys, which has no route, is asked for by some route")
    func actionsAreUsed() {
        let asked = Set(RouteTable.cases.flatMap(\.actions))
        #expect(Set(Action.allCases).subtracting(asked) == [.keysRotate])
    }

    @Test("Each role gets from each route what the policy file says")
    func matrix() async throws {
        let roles = try AccessPolicy.roles()
        try await withStage { stage in
            let sequencer = stage.platform.sequencer()
            try await whileRunning([{ try await sequencer.run() }]) {
                try await stage.waitUntilSigned()
                for route in RouteTable.cases {
                    for person in Person.allCases { try await Self.check(route, person, stage, roles) }
                }
            }
        }
    }

    /// A refusal leaves no audit entry, a change exactly one.
    private static func check(_ route: RouteCase, _ person: Person, _ stage: Stage, _ roles: RoleBook)
        async throws
    {
        let call = try await route.call(stage, person)
        let before = try await stage.platform.entryCount()
        let exchange = try await stage.send(call, by: person)
        let expected = route.expectedStatus(for: person, in: roles)
        #expect(
            exchange.status == expected,
            "\(route.route) \(route.actions) by \(person.rawValue): \(exchange.text.prefix(300))"
        )
        let isChange = route.isMutation && expected < 300
        let added = try await stage.platform.entryCount() - before
        #expect(added == (isChange ? 1 : 0), "\(route.route) by \(person.rawValue)")
        #expect((exchange.effect != nil) == isChange, "\(route.route) by \(person.rawValue)")
        if exchange.status == 401 {
            let scheme = call.isMLflow ? "Basic " : "Bearer "
            #expect(exchange.header("WWW-Authenticate")?.hasPrefix(scheme) == true, "\(route.route)")
        }
    }
}

extension Stage {
    /// Waits until the model's registration is under a checkpoint.
    func waitUntilSigned() async throws {
        guard let effect else { throw NothingToName() }
        try await waitUntil("a signed checkpoint") {
            try await send(.get("/api/v1/audit/entries/\(effect)/proof"), by: .reviewer).status == 200
        }
    }
}
