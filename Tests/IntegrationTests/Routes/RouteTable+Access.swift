import Access
import Identifiers

extension RouteTable {
    static let access = principals + groups + tokens

    private static let principals = [
        RouteCase("GET /api/v1/me", []) { _, _ in .get("/api/v1/me") },
        RouteCase("GET /api/v1/principals", [.principalsRead]) { _, _ in .get("/api/v1/principals") },
        RouteCase("GET /api/v1/principals/{id}", [.principalsRead]) { stage, _ in
            .get("/api/v1/principals/\(try stage.cast.id(.employee))")
        },
        RouteCase("POST /api/v1/principals", [.principalsManage], gives: 201) { stage, _ in
            let name = stage.fresh("person")
            return .post(
                "/api/v1/principals",
                ["kind": "person", "email": .string("\(name)@example.com"), "display_name": .string(name)]
            )
        },
        RouteCase("POST /api/v1/principals", [.principalsManage, .rolesAssign], gives: 201) { stage, _ in
            .post(
                "/api/v1/principals",
                ["kind": "service", "display_name": .string(stage.fresh("program")), "roles": ["service"]]
            )
        },
        RouteCase("PATCH /api/v1/principals/{id}", [.principalsManage]) { stage, _ in
            .patch(
                "/api/v1/principals/\(try stage.cast.id(.employee))",
                ["display_name": .string(stage.fresh("E"))]
            )
        },
        RouteCase("PATCH /api/v1/principals/{id}", [.principalsManage, .rolesAssign]) { stage, _ in
            .patch("/api/v1/principals/\(try stage.cast.id(.employee))", ["roles": ["employee"]])
        },
    ]

    private static let groups = [
        RouteCase("GET /api/v1/groups", [.groupsRead]) { _, _ in .get("/api/v1/groups") },
        RouteCase("GET /api/v1/groups/{id}", [.groupsRead]) { stage, _ in .get(try group(of: stage)) },
        RouteCase("POST /api/v1/groups", [.groupsManage], gives: 201) { stage, _ in
            .post("/api/v1/groups", ["name": .string(stage.fresh("team"))])
        },
        RouteCase("POST /api/v1/groups", [.groupsManage, .rolesAssign], gives: 201) { stage, _ in
            .post("/api/v1/groups", ["name": .string(stage.fresh("team")), "roles": ["employee"]])
        },
        RouteCase("PATCH /api/v1/groups/{id}", [.groupsManage, .rolesAssign]) { stage, _ in
            .patch(try group(of: stage), ["roles": []])
        },
        RouteCase("PATCH /api/v1/groups/{id}", [.groupsManage]) { stage, _ in
            let members = [try stage.cast.id(.engineer), try stage.cast.id(.service)]
            return .patch(try group(of: stage), ["members": .array(members.map { .string("\($0)") })])
        },
    ]

    private static func group(of stage: Stage) throws -> String {
        guard let id = stage.cast.teamID else { throw NothingToName() }
        return "/api/v1/groups/\(id)"
    }

    private static let tokens = [
        RouteCase("GET /api/v1/tokens", [.tokensRead], .askers) { _, _ in .get("/api/v1/tokens") },
        RouteCase("GET /api/v1/tokens", [.tokensRead]) { stage, person in
            .get("/api/v1/tokens?principal=\(try stage.cast.id(another(than: person)))")
        },
        RouteCase("POST /api/v1/tokens", [.tokensCreate], .askers, gives: 201) { _, _ in
            .post("/api/v1/tokens", ["label": "laptop"])
        },
        RouteCase("POST /api/v1/tokens", [.tokensCreate], gives: 201) { stage, person in
            let owner = try stage.cast.id(another(than: person))
            return .post("/api/v1/tokens", ["label": "laptop", "principal": .string("\(owner)")])
        },
        RouteCase("DELETE /api/v1/tokens/{id}", [.tokensRevoke], .askers) { stage, person in
            .delete("/api/v1/tokens/\(try await token(of: person == .nobody ? .employee : person, stage))")
        },
        RouteCase("DELETE /api/v1/tokens/{id}", [.tokensRevoke]) { stage, person in
            .delete("/api/v1/tokens/\(try await token(of: another(than: person), stage))")
        },
    ]

    private static func another(than person: Person) -> Person { person == .reviewer ? .employee : .reviewer }

    /// A token that nobody else needs.
    private static func token(of person: Person, _ stage: Stage) async throws -> String {
        try await Cast.addToken(for: try stage.cast.id(person), by: stage.cast.token(.admin), stage.platform)
            .id
    }
}

/// The stage has not what a request would name.
struct NothingToName: Error {}
