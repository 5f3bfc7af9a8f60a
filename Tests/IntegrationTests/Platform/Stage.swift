import Access
import HTTPTypes
import Identifiers
import PostgresClient
import Retrieval
import Synchronization
import Testing

/// A cast with one of each thing: a sealed and a draft version of a model, a dataset, a source, an import.
struct Stage: Sendable {
    static let model = "fraud"
    static let dataset = "claims"
    static let source = "slack:acme"
    static let sealedVersion = 1
    static let draftVersion = 2

    let platform: TestPlatform
    let cast: Cast
    /// The audit entry of the model's registration.
    private(set) var effect: EffectID?
    private(set) var importID = ""
    private let counter: Counter

    init(_ platform: TestPlatform) async throws {
        self.platform = platform
        cast = try await Cast(platform)
        counter = Counter()
        try await addCatalog()
        try await addData()
        try await addSource()
    }

    func send(_ call: Call, by person: Person) async throws -> Exchange {
        try await platform.send(call, as: cast.token(person))
    }

    /// Sends what must succeed.
    @discardableResult
    func expect(_ call: Call, by person: Person, _ location: SourceLocation = #_sourceLocation) async throws
        -> Exchange
    {
        let exchange = try await send(call, by: person)
        try #require(exchange.status < 300, "\(call.path): \(exchange.text)", sourceLocation: location)
        return exchange
    }

    /// A word that was not used before.
    func fresh(_ prefix: String) -> String {
        let number = counter.value.withLock { value in
            value += 1
            return value
        }
        return "\(prefix)-\(number)"
    }

    static func model(_ name: String) -> JSONValue {
        [
            "name": .string(name), "owner_team": .string(Cast.team), "accountable": "engineer@example.com",
            "purpose": "finds false claims", "risk_class": "high",
        ]
    }

    private mutating func addCatalog() async throws {
        effect = try await expect(.post("/api/v1/models", Self.model(Self.model)), by: .engineer).effect
        let versions = "/api/v1/models/\(Self.model)/versions"
        for number in [Self.sealedVersion, Self.draftVersion] {
            try await expect(.post(versions), by: .engineer)
            try await expect(
                .upload(.put, "\(versions)/\(number)/files/weights.bin", [1, 2, 3]),
                by: .engineer
            )
        }
        try await expect(.post("\(versions)/\(Self.sealedVersion)/seal"), by: .engineer)
        try await expect(
            .post("/api/v1/datasets", ["name": .string(Self.dataset), "owner_team": .string(Cast.team)]),
            by: .engineer
        )
        try await expect(.post("/api/v1/datasets/\(Self.dataset)/versions", Self.claim), by: .engineer)
    }

    private mutating func addSource() async throws {
        try await expect(
            .post("/api/v1/sources", ["name": .string(Self.source), "kind": "slack"]),
            by: .admin
        )
        let queued = try await expect(
            .upload(.post, "/api/v1/sources/\(Self.source)/imports", [0]),
            by: .admin
        )
        importID = try #require(try queued.json["id"]?.string)
        _ = try await platform.superuser.execute(
            """
            INSERT INTO source_people (source_id, native_id, display_name)
            SELECT id, 'U0ANN', 'Ann' FROM sources WHERE name = \(Self.source)
            """
        )
    }

    static let claim: JSONValue = ["digest": .string("sha256:" + String(repeating: "ab", count: 32))]

    private final class Counter: Sendable {
        let value = Mutex(0)
    }
}

/// Gives `body` a stage that exists only while it runs.
func withStage(
    embedders: [any TextEmbedder] = [],
    _ body: (Stage) async throws -> Void
) async throws {
    try await withPlatform(embedders: embedders) { try await body(try await Stage($0)) }
}
