import Identifiers
import PostgresClient
import Testing

@Suite("Deployments over the API")
struct DeploymentRouteTests {
    private static let path = "/api/v1/deployments"

    private static func body(_ changes: [String: JSONValue]) -> JSONValue {
        .object((Stage.deployment("k8s-1").object ?? [:]).merging(changes) { $1 })
    }

    @Test("Where a model runs and what runs in an environment are answered, now and before")
    func questions() async throws {
        try await withStage { stage in
            let first = try await stage.expect(.post(Self.path, Self.body([:])), by: .engineer).json
            #expect(first["version_digest"]?.string?.hasPrefix("sha256:") == true)
            #expect(first["environment_class"] == "development")
            let second = try await stage.expect(.post(Self.path, Self.body([:])), by: .engineer).json
            #expect(second["replaced"] == [first["id"] ?? .null])
            func ids(_ path: String) async throws -> Set<JSONValue> {
                Set(try await stage.expect(.get(path), by: .reviewer).items.compactMap { $0["id"] })
            }
            let (one, two) = (try #require(first["id"]), try #require(second["id"]))
            #expect(try await ids("/api/v1/models/\(Stage.model)/deployments?status=active") == [two])
            #expect(try await ids("\(Self.path)?environment=development&status=active") == [two])
            #expect(try await ids("\(Self.path)?environment=development") == [one, two])
            #expect(try await ids("\(Self.path)?environment=production") == [])
            let path = "\(Self.path)/\(two.string ?? "")"
            let ended = try await stage.expect(.post("\(path)/end", ["reason": "moved"]), by: .engineer).json
            #expect(ended["status"] == "ended")
            #expect(ended["end_reason"] == "moved")
            #expect(try await stage.send(.post("\(path)/end"), by: .engineer).status == 409)
            #expect(try await ids("/api/v1/models/\(Stage.model)/deployments?status=active") == [])
            #expect(try await ids("/api/v1/models/\(Stage.model)/deployments") == [one, two])
            let names = try await stage.expect(.get("/api/v1/environments"), by: .reviewer).items
            #expect(names.count == 4)
        }
    }

    @Test("Production is refused to a version that nobody promoted, and the answer says how to mend it")
    func production() async throws {
        try await withStage { stage in
            for environment in ["production", "eu-prod"] {
                let refused = try await stage.send(
                    .post(Self.path, Self.body(["environment": .string(environment)])),
                    by: .engineer
                )
                #expect(refused.status == 409)
                #expect(refused.text.contains("approver"))
            }
            _ = try await stage.platform.superuser.execute(
                "UPDATE model_versions SET lifecycle = 'production'"
            )
            let made = try await stage.expect(
                .post(Self.path, Self.body(["environment": "eu-prod"])),
                by: .engineer
            ).json
            #expect(made["environment_class"] == "production")
            #expect(made["version_lifecycle"] == "production")
        }
    }

    @Test("Faults are named at once; targets without an address and addresses with credentials are refused")
    func faults() async throws {
        try await withStage { stage in
            let wrong: [([String: JSONValue], String)] = [
                (["cluster": .null], "endpoint"), (["endpoint": "ftp://x/y"], "https"),
                (["endpoint": "https://a:b@c/d"], "credentials"),
                (["cluster": .null, "endpoint": "https://x/y", "namespace": "n"], "namespace"),
                (["environment": "a/b"], "environment"), (["environment_class": "live"], "production"),
                (["environment": "production", "environment_class": "test"], "environment_class"),
                (["version": 0], "version"), (["deployed_at": "2999-01-01T00:00:00Z"], "future"),
                (["colour": "red"], "colour"),
            ]
            for (changes, hint) in wrong {
                let refused = try await stage.send(.post(Self.path, Self.body(changes)), by: .engineer)
                #expect(refused.status == 422, "\(refused.text)")
                #expect(refused.text.contains(hint), "\(refused.text)")
            }
            for changes: [String: JSONValue] in [["version": 99], ["model": "nowhere"]] {
                let refused = try await stage.send(.post(Self.path, Self.body(changes)), by: .engineer)
                #expect([403, 404].contains(refused.status))
            }
            #expect(try await stage.send(.get("\(Self.path)/nonsense"), by: .reviewer).status == 422)
            #expect(try await stage.send(.get("\(Self.path)?status=gone"), by: .reviewer).status == 422)
            let nowhere = Call.get("/api/v1/models/nowhere/deployments")
            #expect(try await stage.send(nowhere, by: .reviewer).status == 404)
        }
    }
}
