import Access
import HTTPTypes
import Identifiers
import Testing

extension RouteTable {
    static let webhooks =
        mlflow(.post, "2.0/mlflow/webhooks", [.webhooksWrite], .askers) { prefix, stage, _ in
            .post("\(prefix)2.0/mlflow/webhooks", webhook(stage.fresh("hook")))
        }
        + mlflow(.get, "2.0/mlflow/webhooks", [.webhooksRead], .askers) { prefix, _, _ in
            .get("\(prefix)2.0/mlflow/webhooks")
        }
        + mlflow(.get, "2.0/mlflow/webhooks/{webhook_id}", [.webhooksRead]) { prefix, stage, _ in
            .get(prefix + (try await anothers(stage)))
        }
        + mlflow(.patch, "2.0/mlflow/webhooks/{webhook_id}", [.webhooksWrite]) { prefix, stage, _ in
            .patch(prefix + (try await anothers(stage)), ["description": "changed"])
        }
        + mlflow(.delete, "2.0/mlflow/webhooks/{webhook_id}", [.webhooksWrite]) { prefix, stage, _ in
            .delete(prefix + (try await anothers(stage)))
        }
        + mlflow(.post, "2.0/mlflow/webhooks/{webhook_id}/test", [.webhooksWrite]) { prefix, stage, _ in
            .post(prefix + (try await anothers(stage)) + "/test")
        }
        + [
            RouteCase("GET /api/v1/webhooks/{webhook}/deliveries", [.webhooksRead]) { stage, _ in
                let path = try await anothers(stage)
                let id = path.split(separator: "/").last ?? ""
                return .get("/api/v1/webhooks/\(id)/deliveries")
            }
        ]

    static func webhook(_ name: String) -> JSONValue {
        [
            "name": .string(name), "url": "https://hooks.example.com/x", "secret": "s3cret",
            "events": [["entity": "REGISTERED_MODEL", "action": "CREATED"]],
        ]
    }

    /// The path of a webhook that nobody of the other persons made.
    private static func anothers(_ stage: Stage) async throws -> String {
        let made = try await stage.expect(
            .post("/api/2.0/mlflow/webhooks", webhook(stage.fresh("hook"))),
            by: .admin
        )
        return "2.0/mlflow/webhooks/\(try #require(try made.json["webhook"]?["webhook_id"]?.string))"
    }
}
