import Identifiers
import Testing

@Suite("Changes of what somebody else changed meanwhile")
struct PreconditionTests {
    @Test("If-Match with the current ETag succeeds and gives a new one; with an old one it is refused")
    func models() async throws {
        try await withStage { stage in
            let path = "/api/v1/models/\(Stage.model)"
            let tag = try #require(try await stage.expect(.get(path), by: .engineer).header("ETag"))
            let change = Call.patch(path, ["purpose": "better"]).with("If-Match", tag)
            let changed = try await stage.expect(change, by: .engineer)
            #expect(changed.header("ETag") != tag)
            let stale = try await stage.send(change, by: .engineer)
            #expect(stale.status == 412)
            #expect(stale.problem == "revision_mismatch")
            #expect(
                try await stage.expect(.get(path), by: .engineer).header("ETag") == changed.header("ETag")
            )
            #expect(try await stage.send(change.with("If-Match", "*"), by: .engineer).status == 200)
        }
    }

    @Test("Of two who change the same state one is refused")
    func race() async throws {
        try await withStage { stage in
            let path = "/api/v1/models/\(Stage.model)"
            let tag = try #require(try await stage.expect(.get(path), by: .engineer).header("ETag"))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        let call = Call.patch(path, ["purpose": .string("purpose \(number)")]).with(
                            "If-Match",
                            tag
                        )
                        return try await stage.send(call, by: .engineer).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(statuses.filter { $0 == 412 }.count == 5)
        }
    }

    @Test("Principals, groups and seals take If-Match as well")
    func others() async throws {
        try await withStage { stage in
            let team = try #require(stage.cast.teamID)
            let calls: [(Call, Person)] = [
                (.patch("/api/v1/principals/\(try stage.cast.id(.employee))", ["display_name": "E"]), .admin),
                (.patch("/api/v1/groups/\(team)", ["roles": []]), .admin),
                (.post("/api/v1/models/\(Stage.model)/versions/\(Stage.draftVersion)/seal"), .engineer),
            ]
            for (call, person) in calls {
                #expect(
                    try await stage.send(call.with("If-Match", "\"999\""), by: person).status == 412,
                    "\(call.path)"
                )
                #expect(
                    try await stage.send(call.with("If-Match", "W/\"1\""), by: person).status == 422,
                    "\(call.path)"
                )
                #expect(
                    try await stage.send(call.with("If-Match", "nonsense"), by: person).status == 422,
                    "\(call.path)"
                )
            }
        }
    }
}
