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
            usage: UsageJournal(store: FakeUsageStore(), logger: FakeUsageStore.logger),
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
