import Access
import Identifiers
import Persistence
import PolicyLibrary
import PostgresClient
import Synchronization
import Workflows

/// Writers of audit entries, each with one transaction at a time.
struct AuditLoad: Sendable {
    enum Target: Sendable {
        case log
        case chain
    }

    struct Written: Sendable {
        var entries = 0
        var elapsedSeconds = 0.0

        var perSecond: Double { Double(entries) / elapsedSeconds }
    }

    private let ledger: LedgerLoad
    private let chain: HashChainPeer
    private let writers: Int
    private let gate: Gate
    private let actor: Actor
    private let resource: Resource

    init(pool: PostgresPool, peerPool: PostgresPool, writers: Int) throws {
        ledger = LedgerLoad(pool: pool)
        chain = HashChainPeer(pool: peerPool)
        self.writers = writers
        let roles = try AccessPolicy.roles(from: nil)
        gate = Gate(authorizer: Authorizer(roles: roles), clock: WallClock.now)
        let team = GroupID.new(at: WallClock.now())
        actor = Actor(
            principalID: .new(at: WallClock.now()),
            kind: .person,
            displayName: "Bench engineer",
            email: BenchWorkspace.engineerEmail,
            roles: [.mlEngineer],
            groupIDs: [team],
            credential: .operatingSystem
        )
        resource = Resource(.model, name: "measured", teamID: team)
    }

    func createPeer() async throws {
        try await chain.create()
    }

    func peerIsWhole() async throws -> Bool {
        try await chain.check().isWhole
    }

    /// Writes until one of the limits is reached; transactions under way are waited for.
    @concurrent
    func write(_ target: Target, entriesMax: Int = .max, secondsMax: Double) async throws -> Written {
        let begun = BegunEntries()
        let start = ContinuousClock.now
        let end = start + .seconds(secondsMax)
        var written = Written()
        written.entries = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<writers {
                group.addTask {
                    var count = 0
                    while begun.next() < entriesMax, ContinuousClock.now < end {
                        try await record(target)
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        written.elapsedSeconds = (ContinuousClock.now - start) / .seconds(1)
        return written
    }

    private func record(_ target: Target) async throws {
        let request = RequestContext(requestID: "bench")
        let grant = try gate.grant(actor, .modelsUpdate, on: resource, request)
        switch target {
        case .log: try await ledger.record(under: grant)
        case .chain: try await chain.record(under: grant)
        }
    }
}

/// Counts the entries that all writers have begun.
private final class BegunEntries: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
}
