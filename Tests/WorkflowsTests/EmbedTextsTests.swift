import Access
import Identifiers
import Retrieval
import TestSupport
import Testing

@testable import Workflows

@Suite("Embedding texts for other programs")
struct EmbedTextsTests {
    private static let models = ModelRoster(
        FakeEmbedder(),
        embedders: [
            FakeEmbedder(name: "nested", shorterDimensions: .listed([8, 2, 1])),
            FakeEmbedder(name: "free", shorterDimensions: .any),
        ]
    )

    @discardableResult
    private static func embed(
        _ order: EmbeddingOrder,
        roles: Set<RoleName> = [.service],
        store: FakeUsageStore = FakeUsageStore(),
        models: ModelRoster = Self.models
    ) async throws -> EmbeddedTexts {
        let entries = RoleName.allCases.map { name in
            let allow = name == .service ? #"{"embeddings.create": "any"}"# : "{}"
            return #""\#(name.rawValue)": {"summary": "", "allow": \#(allow)}"#
        }
        let book = try RoleBook(json: Array(#"{"roles": {\#(entries.joined(separator: ","))}}"#.utf8))
        let clock = FakeClock()
        let actor = Actor(
            principalID: .new(at: clock.current),
            kind: .service,
            displayName: "pipeline",
            email: nil,
            roles: roles,
            groupIDs: [],
            credential: .operatingSystem
        )
        let gate = Gate(authorizer: Authorizer(roles: book), clock: clock.now)
        let usage = UsageJournal(store: store, logger: FakeUsageStore.logger)
        let embedded = try await EmbedTexts(models: models, usage: usage, gate: gate)(order, by: actor)
        await usage.flush()
        return embedded
    }

    private static func order(_ texts: [String], _ model: String = "fake", dimensions: Int? = nil)
        -> EmbeddingOrder
    {
        EmbeddingOrder(texts: texts, model: model, dimensions: dimensions)
    }

    @Test("One vector a text, by the model that is named")
    func onePerText() async throws {
        #expect(try await Self.embed(Self.order(["a", "b c"])).batch.tokenCounts == [1, 2])
        #expect(try await Self.embed(Self.order(["a"], "nested:1")).model.name == "nested")
    }

    @Test("What stands where no model was admitted is not offered to anybody")
    func nothingAdmitted() async throws {
        let nothing = ModelRoster(FakeEmbedder(), servesFirst: false)
        await #expect(throws: StoreFault.unavailable(retryAfterSeconds: 60)) {
            try await Self.embed(Self.order(["a"]), models: nothing)
        }
        let other = ModelRoster(FakeEmbedder(), servesFirst: false, embedders: [FakeEmbedder(name: "free")])
        #expect(try await Self.embed(Self.order(["a"], "free"), models: other).model.name == "free")
        await #expect(throws: UnknownModel("fake", served: ["free:1"])) {
            try await Self.embed(Self.order(["a"]), models: other)
        }
    }

    @Test("What it took is on record, with who asked and which model it was")
    func record() async throws {
        let store = FakeUsageStore()
        try await Self.embed(Self.order(["a", "b c"], "nested"), store: store)
        let record = try #require(store.records.first)
        #expect(store.records.count == 1)
        #expect(record.kind == .embeddings && record.model.name == "nested" && record.model.version == "1")
        #expect(record.outcome == .answered && record.model.precision == "fp32")
        #expect(record.texts == 2 && record.tokensRead == 3 && record.tokensComputed == 3)
        #expect(record.computeMicroseconds == 300 && record.queueMicroseconds == 7)
        #expect(record.principalID != nil && record.teamID == nil)
    }

    @Test("No texts, too many, an empty or an endless one are refused, and nothing is on record")
    func refuses() async throws {
        let store = FakeUsageStore()
        for texts in [
            [], ["a", ""], [String](repeating: "a", count: 2_049),
            [String(repeating: "a", count: 1 << 20 + 1)],
        ] {
            await #expect(throws: InvalidInput.self) { try await Self.embed(Self.order(texts), store: store) }
        }
        #expect(store.records.isEmpty)
    }

    @Test(
        "Vectors are shortened to what the model was trained for, and a refusal says what that is",
        arguments: [
            ("fake", 4, nil), ("fake", 2, "must be 4"), ("nested", 2, nil), ("nested", 3, "one of 1, 2, 4"),
            ("nested", 8, "one of 1, 2, 4"), ("free", 1, nil), ("free", 4, nil),
            ("free", 5, "must be 1 to 4"),
            ("free", 0, "must be 1 to 4"), ("free", -1, "must be 1 to 4"),
        ] as [(String, Int, String?)]
    )
    func dimensions(model: String, asked: Int, refusal: String?) async throws {
        let order = Self.order(["a"], model, dimensions: asked)
        guard let refusal else {
            #expect(try await Self.embed(order).batch.vectors[0].count == asked)
            return
        }
        let error = await #expect(throws: InvalidInput.self) { try await Self.embed(order) }
        #expect(error?.faults.first?.field == "dimensions")
        #expect(error?.description.contains(refusal) == true, "\(error?.description ?? "")")
    }

    @Test("A name that no embedder has is refused with the names that there are")
    func unknown() async throws {
        let error = await #expect(throws: UnknownModel.self) {
            try await Self.embed(Self.order(["a"], "other"))
        }
        #expect(error?.served == ["fake:1", "nested:1", "free:1"])
    }

    @Test("Without the right nothing is embedded")
    func needsTheRight() async throws {
        await #expect(throws: AccessDenied.self) {
            try await Self.embed(Self.order(["a"]), roles: [.reviewer])
        }
    }
}
