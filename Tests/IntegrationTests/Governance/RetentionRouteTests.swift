import HTTPTypes
import Identifiers
import PostgresClient
import Testing

@Suite("Retirement, holds and purges")
struct RetentionRouteTests {
    private static func model(_ stage: Stage, _ name: String, _ risk: JSONValue) async throws -> String {
        try await stage.expect(
            .post(
                "/api/v1/models",
                [
                    "name": .string(name), "owner_team": .string(Cast.team),
                    "accountable": "engineer@example.com",
                    "purpose": "tests", "risk_class": risk,
                ]
            ),
            by: .engineer
        )
        let path = "/api/v1/models/\(name)"
        try await stage.expect(.post("\(path)/versions"), by: .engineer)
        try await stage.expect(.upload(.put, "\(path)/versions/1/files/w", Array(name.utf8)), by: .engineer)
        try await stage.expect(.post("\(path)/versions/1/seal"), by: .engineer)
        return path
    }

    private static func purge(_ stage: Stage, _ path: String) async throws -> Call {
        let version = try await stage.expect(.get("\(path)/versions/1"), by: .engineer)
        return .post("/api/v1/retention/\(try version.json["id"]?.string ?? "")/purge")
    }

    @Test("A retired version keeps its files until its retention has passed, then leaves only their digests")
    func purges() async throws {
        try await withStage { stage in
            let path = try await Self.model(stage, "short", "minimal")
            let purge = try await Self.purge(stage, path)
            #expect(try await stage.send(purge, by: .engineer).status == 403)
            try await stage.expect(
                .post("\(path)/versions/1/retirement", ["reason": "replaced", "successor": "fraud/1"]),
                by: .engineer
            )
            #expect(
                try await stage.send(.get("\(path)/versions/1/retirement"), by: .employee).json["successor"]
                    == "fraud/1"
            )
            let report = try await stage.expect(.get("/api/v1/retention"), by: .reviewer)
            #expect(try report.items.map { $0["standing"] } == ["purgeable"])
            let made = try await stage.expect(purge, by: .engineer)
            #expect(try made.json["files"]?.array?.first?["path"] == "w")
            #expect(try await stage.platform.count("version_files") == 2)
            #expect(try await stage.platform.count("purged_files") == 1)
            #expect(try await stage.platform.count("model_versions") == 3)
            #expect(try await stage.send(purge, by: .engineer).status == 409)
            let after = try await stage.expect(.get("/api/v1/retention"), by: .reviewer)
            #expect(try after.items.map { $0["standing"] } == ["purged"])
        }
    }

    @Test("Before its time nothing is purged")
    func keeps() async throws {
        try await withStage { stage in
            let path = try await Self.model(stage, "long", "high")
            try await stage.expect(.post("\(path)/retirement", ["reason": "replaced"]), by: .engineer)
            let refused = try await stage.send(try await Self.purge(stage, path), by: .engineer)
            #expect(refused.status == 409)
            #expect(refused.text.contains("must be kept until"))
        }
    }

    @Test(
        "A hold stops the purge, deletion in MLflow's way and the collection of contents, until it is released"
    )
    func holds() async throws {
        try await withStage { stage in
            let path = try await Self.model(stage, "held", "minimal")
            try await stage.expect(.post("\(path)/retirement", ["reason": "replaced"]), by: .engineer)
            let purge = try await Self.purge(stage, path)
            let hold = try await stage.expect(.post("\(path)/holds", ["reason": "case 7"]), by: .admin)
            #expect(try await stage.send(purge, by: .engineer).status == 409)
            let superuser = stage.platform.superuser
            for statement: SQL in [
                "UPDATE models SET deleted_at = now() WHERE name = 'held'",
                """
                UPDATE model_versions SET deleted_at = now()
                WHERE model_id = (SELECT id FROM models WHERE name = 'held')
                """,
            ] {
                await #expect(throws: PostgresError.self) { try await superuser.execute(statement) }
            }
            let id = try hold.json["id"]?.string ?? ""
            let release = Call.post("\(path)/holds/\(id)/release", ["reason": "settled"])
            #expect(try await stage.send(release, by: .engineer).status == 403)
            try await stage.expect(release, by: .admin)
            #expect(try await stage.send(release, by: .admin).status == 409)
            try await stage.expect(purge, by: .engineer)
            let listed = try await stage.expect(.get("\(path)/holds"), by: .reviewer)
            #expect(try listed.items.first?["is_active"] == false)
            #expect(try listed.items.first?["release_reason"] == "settled")
        }
    }

    @Test("Retirement is final, has a reason, and no date in the future")
    func final() async throws {
        try await withStage { stage in
            let path = try await Self.model(stage, "once", "minimal")
            let refused: [(JSONValue, Int)] = [
                (["reason": ""], 422), ([:], 422), (["reason": "x", "date": "2999-01-01"], 422),
                (["reason": "x", "successor": "none"], 422), (["reason": "x", "successor": "a/b/c"], 422),
                (["reason": "x", "successor": "once"], 422), (["reason": "x", "until": "2030"], 422),
            ]
            for (body, status) in refused {
                let exchange = try await stage.send(.post("\(path)/retirement", body), by: .engineer)
                #expect(exchange.status == status, "\(body): \(exchange.text)")
            }
            try await stage.expect(
                .post("\(path)/retirement", ["reason": "x", "date": "2020-01-01"]),
                by: .engineer
            )
            #expect(
                try await stage.send(.post("\(path)/retirement", ["reason": "x"]), by: .engineer).status
                    == 409
            )
            let again = try await stage.send(
                .post("\(path)/versions/1/retirement", ["reason": "x"]),
                by: .engineer
            )
            #expect(again.status == 409)
        }
    }
}
