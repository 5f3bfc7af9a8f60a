import Access
import Retrieval
import Testing

@testable import Workflows

@Suite("The account of what models are used for")
struct UsageJournalTests {
    private static let limits = UsageBuffer.Limits(placesMax: 4, waitersMax: 2, batchMax: 2)

    /// Time never passes unless a test says that it is over at once.
    private static func journal(
        _ store: FakeUsageStore,
        limits: UsageBuffer.Limits = limits,
        timeIsOver: Bool = false
    ) -> UsageJournal {
        UsageJournal(store: store, limits: limits, logger: FakeUsageStore.logger) { _ in
            if timeIsOver { return await Task.yield() }
            try await Task.sleep(for: .seconds(3_600))
        }
    }

    private static func use(_ journal: UsageJournal, _ number: Int64) async throws {
        try await journal.recording(as: { _, _ in .sample(number) }) { _ in }
    }

    private static func numbers(_ store: FakeUsageStore) -> [Int64] {
        store.records.map(\.computeMicroseconds)
    }

    private static func wait(_ what: String, until condition: () -> Bool) async throws {
        for _ in 0..<60_000 where !condition() { try await Task.sleep(for: .milliseconds(1)) }
        try #require(condition(), "\(what) did not happen within 60 s")
    }

    @Test("A whole batch is written at once, whatever the time")
    func wholeBatch() async throws {
        let store = FakeUsageStore()
        let journal = Self.journal(store)
        let writer = Task { await journal.run() }
        for number: Int64 in 1...4 { try await Self.use(journal, number) }
        try await Self.wait("writing") { store.records.count == 4 }
        #expect(Self.numbers(store) == [1, 2, 3, 4])
        #expect(store.batches.allSatisfy { $0.count <= 2 })
        writer.cancel()
        await writer.value
    }

    @Test("A single record is written when the time is over")
    func inTime() async throws {
        let store = FakeUsageStore()
        let journal = Self.journal(store, timeIsOver: true)
        let writer = Task { await journal.run() }
        try await Self.use(journal, 1)
        try await Self.wait("writing") { store.records.count == 1 }
        writer.cancel()
        await writer.value
    }

    @Test("What is left when the server ends is written then")
    func atTheEnd() async throws {
        let store = FakeUsageStore()
        let journal = Self.journal(store)
        let writer = Task { await journal.run() }
        try await Self.use(journal, 1)
        writer.cancel()
        await writer.value
        #expect(Self.numbers(store) == [1])
    }

    @Test("While the database is away records stay, and are written once when it is back")
    func away() async throws {
        let store = FakeUsageStore()
        let journal = Self.journal(store)
        store.goAway(true)
        for number: Int64 in 1...3 { try await Self.use(journal, number) }
        #expect(await !journal.flush())
        #expect(store.records.isEmpty)
        store.goAway(false)
        #expect(await journal.flush())
        #expect(Self.numbers(store) == [1, 2, 3])
    }

    @Test("When there is no room a request waits until records are written")
    func waits() async throws {
        let store = FakeUsageStore()
        let journal = Self.journal(store, limits: .init(placesMax: 1, waitersMax: 1, batchMax: 1))
        try await Self.use(journal, 1)
        async let second: Void = Self.use(journal, 2)
        while store.records.count < 2 { await journal.flush() }
        try await second
        #expect(Self.numbers(store) == [1, 2])
    }

    @Test("When there is none in time it is refused before the model is used")
    func refused() async throws {
        let store = FakeUsageStore()
        store.goAway(true)
        let journal = Self.journal(
            store,
            limits: .init(placesMax: 1, waitersMax: 1, batchMax: 1),
            timeIsOver: true
        )
        try await Self.use(journal, 1)
        await #expect(throws: StoreFault.unavailable(retryAfterSeconds: 2)) {
            try await journal.recording(as: { _, _ in .sample(2) }) { _ in
                Issue.record("the model was used")
            }
        }
    }

    private struct Broken: Error {}

    @Test(
        "Work that used a model and ends without an answer leaves a record of that, and how it ended",
        arguments: [(CancellationError(), .cancelled), (Broken(), .failed)]
            as [(any Error, UsageRecord.Outcome)]
    )
    func withoutAnswer(error: any Error, outcome: UsageRecord.Outcome) async throws {
        let store = FakeUsageStore()
        let journal = Self.journal(store, limits: .init(placesMax: 1, waitersMax: 1, batchMax: 1))
        await #expect(throws: (any Error).self) {
            try await journal.recording(as: { outcome, use in
                var record = UsageRecord.sample(7)
                (record.outcome, record.texts) = (outcome, use.texts)
                return record
            }) { tally in
                _ = try await tally.embed(["a", "b"], .init(priority: .bulk), with: FakeEmbedder())
                throw error
            }
        }
        await journal.flush()
        #expect(store.records.map(\.outcome) == [outcome])
        #expect(store.records.map(\.texts) == [2])
        // Its place was filled and is free again.
        try await Self.use(journal, 1)
    }

    @Test("Work that fails before it uses a model leaves no record and gives its place back")
    func failure() async throws {
        let store = FakeUsageStore()
        let journal = Self.journal(store, limits: .init(placesMax: 1, waitersMax: 1, batchMax: 1))
        for _ in 0..<3 {
            await #expect(throws: Broken.self) {
                try await journal.recording(as: { _, _ in .sample(2) }) { _ in throw Broken() }
            }
        }
        try await Self.use(journal, 1)
        await journal.flush()
        #expect(Self.numbers(store) == [1])
    }

    @Test("Who is cancelled waits no more")
    func cancelled() async throws {
        let store = FakeUsageStore()
        let journal = Self.journal(store, limits: .init(placesMax: 1, waitersMax: 1, batchMax: 1))
        try await Self.use(journal, 1)
        let second = Task { try await Self.use(journal, 2) }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
    }
}
