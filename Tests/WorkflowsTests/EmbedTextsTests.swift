import Access
import Identifiers
import Retrieval
import TestSupport
import Testing

@testable import Workflows

@Suite("Embedding texts for other programs")
struct EmbedTextsTests {
    private static func embed(_ texts: [String], roles: Set<RoleName> = [.service]) async throws
        -> EmbeddingBatch
    {
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
        return try await EmbedTexts(models: ModelRoster(FakeEmbedder()), gate: gate)(texts, by: actor)
    }

    @Test("One vector a text")
    func onePerText() async throws {
        #expect(try await Self.embed(["a", "b c"]).tokenCounts == [1, 2])
    }

    @Test("No texts, too many, an empty or an endless one are refused")
    func refuses() async throws {
        for texts in [
            [], ["a", ""], [String](repeating: "a", count: 2_049),
            [String(repeating: "a", count: 1 << 20 + 1)],
        ] {
            await #expect(throws: InvalidInput.self) { try await Self.embed(texts) }
        }
    }

    @Test("Without the right nothing is embedded")
    func needsTheRight() async throws {
        await #expect(throws: AccessDenied.self) { try await Self.embed(["a"], roles: [.reviewer]) }
    }
}
