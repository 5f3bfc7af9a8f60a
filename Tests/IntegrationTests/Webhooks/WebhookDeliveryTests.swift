import Catalog
import Identifiers
import Persistence
import PostgresClient
import Signing
import TestSupport
import Testing
import Workflows

@Suite("Webhooks are told of changes")
struct WebhookDeliveryTests {
    private static func hook(_ stage: Stage, by person: Person = .engineer) async throws -> String {
        let made = try await stage.expect(
            .post("/api/2.0/mlflow/webhooks", RouteTable.webhook(stage.fresh("hook"))),
            by: person
        )
        return try #require(try made.json["webhook"]?["webhook_id"]?.string)
    }

    private static func register(_ stage: Stage) async throws -> Exchange {
        try await stage.expect(.post("/api/v1/models", Stage.model(stage.fresh("model"))), by: .engineer)
    }

    private static func log(_ id: String, _ stage: Stage) async throws -> [JSONValue] {
        try await stage.expect(.get("/api/v1/webhooks/\(id)/deliveries"), by: .engineer).items
    }

    @Test("A delivery carries the change, who made it and its audit entry, and is signed as MLflow signs")
    func signedPayload() async throws {
        try await withStage { stage in
            let id = try await Self.hook(stage)
            let registered = try await Self.register(stage)
            #expect(try await stage.platform.webhookDelivery().deliverDue() == 1)
            let message = try #require(stage.platform.webhookSender.sent.first)
            let payload = try JSONValue(parsing: Array(message.body.utf8))
            #expect(payload["entity"] == "registered_model")
            #expect(payload["action"] == "created")
            #expect(payload["data"]?["name"] == (try registered.json["name"]))
            #expect(payload["actor"]?["principal_id"]?.string == "\(try stage.cast.id(.engineer))")
            #expect(payload["audit_entry"]?.string == registered.effect.map { "\($0)" })
            let deliveryID = try #require(message.headers["X-MLflow-Delivery-Id"])
            let seconds = try #require(message.headers["X-MLflow-Timestamp"])
            let code = try HMACSHA256.code(
                for: Array("\(deliveryID).\(seconds).\(message.body)".utf8),
                key: SecretBytes(Array("s3cret".utf8))
            )
            #expect(message.headers["X-MLflow-Signature"] == "v1,\(Base64.encode(code))")
            let log = try await Self.log(id, stage)
            #expect(log.map { $0["state"] } == ["delivered"])
            #expect(log.first?["body"]?.string == message.body)
            #expect(log.first?["id"]?.string == deliveryID)
        }
    }

    @Test("What fails is tried again later, and what comes after it waits, so that the order holds")
    func orderAndRetry() async throws {
        try await withStage { stage in
            let id = try await Self.hook(stage)
            let names = [try await Self.register(stage), try await Self.register(stage)]
            let delivery = stage.platform.webhookDelivery()
            stage.platform.webhookSender.answer([500])
            #expect(try await delivery.deliverDue() == 1)
            #expect(try await delivery.deliverDue() == 0, "the pause is not over")
            stage.platform.clock.advance(seconds: 2)
            #expect(try await delivery.deliverDue() == 1)
            #expect(try await delivery.deliverDue() == 1)
            #expect(try await delivery.deliverDue() == 0)
            let told = try stage.platform.webhookSender.sent.map {
                try JSONValue(parsing: Array($0.body.utf8))["data"]?["name"]
            }
            let (first, second) = (try names[0].json["name"], try names[1].json["name"])
            #expect(told == [first, first, second])
            let log = try await Self.log(id, stage)
            #expect(log.map { $0["attempts"]?.integer } == [1, 2])
        }
    }

    @Test("After the last attempt a delivery has failed, with the reason in the log")
    func givingUp() async throws {
        try await withStage { stage in
            let id = try await Self.hook(stage)
            _ = try await Self.register(stage)
            stage.platform.webhookSender.answer(Array(repeating: 503, count: 100))
            let delivery = stage.platform.webhookDelivery()
            for _ in 0..<DeliveryRetry.attemptsMax {
                #expect(try await delivery.deliverDue() == 1)
                stage.platform.clock.advance(seconds: 700)
            }
            #expect(try await delivery.deliverDue() == 0)
            let entry = try #require(try await Self.log(id, stage).first)
            #expect(entry["state"] == "failed")
            #expect(entry["response_status"]?.integer == 503)
            #expect(entry["problem"]?.string?.contains("503") == true)
        }
    }

    @Test("Two servers never send one delivery at the same time")
    func lease() async throws {
        try await withStage { stage in
            _ = try await Self.hook(stage)
            _ = try await Self.register(stage)
            let store = PlatformWebhooks.store(stage.platform)
            let now = stage.platform.clock.current
            #expect(try await store.takeDue(at: now, limit: 10, leaseSeconds: 60).count == 1)
            #expect(try await store.takeDue(at: now, limit: 10, leaseSeconds: 60).isEmpty)
            let later = now.advanced(bySeconds: 61)
            #expect(try await store.takeDue(at: later, limit: 10, leaseSeconds: 60).count == 1)
        }
    }

    @Test("Inactive, deleted and other events' webhooks are not told")
    func notTold() async throws {
        try await withStage { stage in
            let (inactive, deleted) = (try await Self.hook(stage), try await Self.hook(stage))
            let path = "/api/2.0/mlflow/webhooks"
            try await stage.expect(.patch("\(path)/\(inactive)", ["status": "DISABLED"]), by: .engineer)
            try await stage.expect(.delete("\(path)/\(deleted)"), by: .engineer)
            _ = try await Self.register(stage)
            #expect(try await stage.platform.webhookDelivery().deliverDue() == 0)
            #expect(try await stage.send(.get("\(path)/\(deleted)"), by: .engineer).status >= 400)
        }
    }

    @Test("The secret is sealed at rest and never given back")
    func secrets() async throws {
        try await withStage { stage in
            let id = try await Self.hook(stage)
            let shown = try await stage.expect(.get("/api/2.0/mlflow/webhooks/\(id)"), by: .engineer)
            #expect(!shown.text.contains("s3cret"))
            let row = try await stage.platform.superuser.queryOne(
                "SELECT count(*) AS rows FROM webhooks WHERE position('s3cret'::bytea in secret) > 0"
            )
            #expect(try row?.decode("rows", as: Int64.self) == 0)
        }
    }

    private static let refused: [(JSONValue, String)] = [
        (
            ["url": "https://x.example/", "events": [["entity": "MODEL_VERSION", "action": "CREATED"]]],
            "name"
        ),
        (["name": "a", "events": [["entity": "MODEL_VERSION", "action": "CREATED"]]], "url"),
        (["name": "a", "url": "https://x.example/"], "events"),
        (
            [
                "name": "a", "url": "http://x.example/",
                "events": [["entity": "MODEL_VERSION", "action": "CREATED"]],
            ],
            "scheme"
        ),
        (
            [
                "name": "a b", "url": "https://x.example/",
                "events": [["entity": "MODEL_VERSION", "action": "CREATED"]],
            ],
            "letter"
        ),
        (
            [
                "name": "a", "url": "https://x.example/",
                "events": [["entity": "MODEL_VERSION", "action": "DELETED"]],
            ],
            "Invalid action"
        ),
    ]

    @Test("A webhook that cannot be is refused with INVALID_PARAMETER_VALUE and the reason")
    func refusals() async throws {
        try await withStage { stage in
            for (body, says) in Self.refused {
                let exchange = try await stage.send(.post("/api/2.0/mlflow/webhooks", body), by: .engineer)
                #expect(exchange.status == 400, "\(exchange.text)")
                #expect(try exchange.json["error_code"] == "INVALID_PARAMETER_VALUE")
                #expect(exchange.text.contains(says), "\(exchange.text)")
            }
        }
    }
}
