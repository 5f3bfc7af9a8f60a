import Access
import Corpus
import Identifiers
import Retrieval
import Synchronization
import TestSupport
import Workflows

/// A corpus without messages that counts how often it was looked at.
final class FakeCorpus: AccessSetProvider, PassageStore {
    private let count = Mutex(0)

    var reads: Int { count.withLock { $0 } }

    func accessSet(for reader: ReaderID, sources: [String]?) async throws -> AccessSet {
        count.withLock { $0 += 1 }
        return .nothing
    }

    func passages(chunkIDs: [Int64], visibleTo reader: ReaderID) async throws -> [Passage] {
        count.withLock { $0 += 1 }
        return []
    }

    func answer(_ request: AskRequest, roles: Set<RoleName>) async throws -> AskOutcome {
        let clock = FakeClock()
        let allowed = RoleName.allCases.map { name in
            let allow = name == .employee ? #"{"answers.ask": "any"}"# : "{}"
            return #""\#(name.rawValue)": {"summary": "", "allow": \#(allow)}"#
        }
        let book = try RoleBook(json: Array(#"{"roles": {\#(allowed.joined(separator: ","))}}"#.utf8))
        let ask = AnswerQuestion(
            index: SearchIndex(dimension: 4),
            access: self,
            passages: self,
            embedder: FakeEmbedder(),
            cache: RecentSentenceVectors(),
            gate: Gate(authorizer: Authorizer(roles: book), clock: clock.now)
        )
        let actor = Actor(
            principalID: .new(at: clock.current),
            kind: .person,
            displayName: "Ada",
            email: nil,
            roles: roles,
            groupIDs: [],
            credential: .operatingSystem
        )
        return try await ask(request, by: actor)
    }
}

/// Gives every text the same vector.
struct FakeEmbedder: TextEmbedder {
    let identity = ModelIdentity(name: "fake", version: "1", digest: Digest(words: (0, 0, 0, 1)))
    let dimension = 4
    let tokensMax = 256

    func tokenCount(_ text: String) -> Int { text.split(separator: " ").count }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        EmbeddingBatch(vectors: texts.map { _ in [1, 0, 0, 0] }, tokenCounts: texts.map(tokenCount))
    }
}
