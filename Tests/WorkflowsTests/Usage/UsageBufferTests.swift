import Access
import Identifiers
import Testing

@testable import Workflows

@Suite("The buffer of usage records")
struct UsageBufferTests {
    private static func buffer(places: Int = 3, waiters: Int = 2, batch: Int = 2) -> UsageBuffer {
        UsageBuffer(limits: .init(placesMax: places, waitersMax: waiters, batchMax: batch))
    }

    private static func record(_ number: Int64) -> UsageRecord { .sample(number) }

    private static func numbers(_ records: [UsageRecord]) -> [Int64] { records.map(\.computeMicroseconds) }

    @Test("Records are written in order, a batch at a time, and stay until they are written")
    func batches() {
        var buffer = Self.buffer()
        for number: Int64 in 1...3 {
            #expect(buffer.takePlace(0) == .taken)
            buffer.fill(Self.record(number))
        }
        #expect(Self.numbers(buffer.nextBatch()) == [1, 2])
        #expect(Self.numbers(buffer.nextBatch()) == [], "one batch at a time")
        buffer.batchFailed()
        #expect(buffer.count == 3)
        #expect(Self.numbers(buffer.nextBatch()) == [1, 2])
        #expect(buffer.batchWritten() == [])
        #expect(Self.numbers(buffer.nextBatch()) == [3])
        _ = buffer.batchWritten()
        #expect(Self.numbers(buffer.nextBatch()) == [])
        #expect(buffer.count == 0)
    }

    @Test(
        "Places that are taken count like records, so that every request that may begin has room at its end"
    )
    func places() {
        var buffer = Self.buffer(places: 2)
        #expect(buffer.takePlace(1) == .taken)
        #expect(buffer.takePlace(2) == .taken)
        buffer.fill(Self.record(1))
        #expect(buffer.takePlace(3) == .waiting)
        #expect(buffer.takePlace(4) == .waiting)
        #expect(buffer.takePlace(5) == .refused)
        #expect(buffer.giveBack() == [3], "the one that ended without use makes room for one")
        _ = buffer.nextBatch()
        #expect(buffer.batchWritten() == [4])
        #expect(buffer.takePlace(6) == .waiting)
    }

    @Test("Who comes later does not overtake who waits, and who gave up is not let in")
    func order() {
        var buffer = Self.buffer(places: 1)
        #expect(buffer.takePlace(1) == .taken)
        #expect(buffer.takePlace(2) == .waiting)
        #expect(buffer.takePlace(3) == .waiting)
        #expect(buffer.leave(2) == true)
        #expect(buffer.leave(2) == false)
        #expect(buffer.giveBack() == [3])
        #expect(buffer.leave(3) == false, "it has its place")
        #expect(buffer.giveBack() == [])
        #expect(buffer.takePlace(4) == .taken)
    }

    @Test("A record that comes while a batch is being written waits for the next")
    func meanwhile() {
        var buffer = Self.buffer()
        _ = buffer.takePlace(1)
        _ = buffer.takePlace(2)
        buffer.fill(Self.record(1))
        _ = buffer.nextBatch()
        buffer.fill(Self.record(2))
        _ = buffer.batchWritten()
        #expect(Self.numbers(buffer.nextBatch()) == [2])
    }
}

extension UsageRecord {
    /// Told from others by its compute time.
    static func sample(_ number: Int64) -> UsageRecord {
        let now = Instant(seconds: 1_772_409_600)
        return UsageRecord(
            id: .new(at: now),
            at: now,
            principalID: nil,
            teamID: nil,
            kind: .embeddings,
            outcome: .answered,
            model: .init(name: "m", version: "1", digest: Digest(words: (0, 0, 0, 1)), precision: "fp32"),
            texts: 1,
            tokensRead: 1,
            tokensComputed: 1,
            textsReused: 0,
            computeMicroseconds: number,
            queueMicroseconds: 0,
            batchShare: 1
        )
    }
}
