import Retrieval
import Testing

@testable import LocalModels

@Suite("Embedding queue")
struct EmbeddingQueueTests {
    private static let limits = EmbeddingLimits(
        tokensQueuedMax: 1000,
        requestsQueuedMax: 6,
        roundTokensMaxPerThread: 100,
        interactiveRoundsMax: 2
    )

    private static func queue() -> EmbeddingQueue {
        EmbeddingQueue(limits: limits, roundTokensMax: 100)
    }

    private static func add(
        _ queue: inout EmbeddingQueue,
        _ id: Int,
        _ counts: [Int],
        _ priority: InferencePriority = .interactive
    ) throws(InferenceError) {
        try queue.add(id, tokenCounts: counts, priority: priority, tokensPerSecond: 50)
    }

    private static func requests(_ round: [EmbeddingQueue.Entry]) -> [Int] { round.map(\.request) }

    @Test("A round takes texts in order up to the token limit, and a longer text alone")
    func rounds() throws {
        var queue = Self.queue()
        try Self.add(&queue, 1, [40, 50, 20])
        try Self.add(&queue, 2, [300, 10])
        #expect(queue.nextRound() == [.init(request: 1, text: 0), .init(request: 1, text: 1)])
        #expect(queue.nextRound() == [.init(request: 1, text: 2)])
        #expect(queue.nextRound() == [.init(request: 2, text: 0)])
        #expect(queue.nextRound() == [.init(request: 2, text: 1)])
        #expect(queue.isEmpty && queue.nextRound().isEmpty && queue.tokensQueued == 0)
    }

    @Test("Interactive work goes first, and bulk work gets a round after every second interactive one")
    func priorities() throws {
        var queue = Self.queue()
        try Self.add(&queue, 1, [100, 100], .bulk)
        for id in 2...4 { try Self.add(&queue, id, [100]) }
        #expect((0..<5).map { _ in Self.requests(queue.nextRound()) } == [[2], [3], [1], [4], [1]])
    }

    @Test("A full queue says when to come back; bulk work leaves a quarter for interactive")
    func overload() throws {
        var queue = Self.queue()
        try Self.add(&queue, 1, [700], .bulk)
        #expect(throws: InferenceError.overloaded(retryAfterSeconds: 14)) {
            try Self.add(&queue, 2, [51], .bulk)
        }
        try Self.add(&queue, 3, [300])
        #expect(throws: InferenceError.overloaded(retryAfterSeconds: 20)) { try Self.add(&queue, 4, [1]) }
        #expect(throws: InferenceError.requestTooLarge(tokens: 1001, tokensMax: 1000)) {
            try Self.add(&queue, 5, [1001])
        }
        #expect(throws: InferenceError.requestTooLarge(tokens: 751, tokensMax: 750)) {
            try Self.add(&queue, 6, [751], .bulk)
        }
    }

    @Test("The number of waiting requests is limited too")
    func requestLimit() throws {
        var queue = Self.queue()
        for id in 1...6 { try Self.add(&queue, id, [1]) }
        #expect(throws: InferenceError.overloaded(retryAfterSeconds: 1)) { try Self.add(&queue, 7, [1]) }
    }

    @Test("Removing a request frees its tokens and leaves the others")
    func removal() throws {
        var queue = Self.queue()
        try Self.add(&queue, 1, [90, 90], .bulk)
        try Self.add(&queue, 2, [30], .bulk)
        #expect(Self.requests(queue.nextRound()) == [1])
        queue.remove(1)
        #expect(queue.tokensQueued == 30)
        #expect(Self.requests(queue.nextRound()) == [2])
    }

    @Test("Groups hold every text once, longest first, and suit the number of threads")
    func groups() {
        let counts = [10, 256, 3, 200, 60, 60, 300, 1]
        let groups = EncoderExecutor.group(counts, threads: 2)
        #expect(groups.flatMap { $0 }.sorted() == Array(counts.indices))
        #expect(groups == [[6], [1], [3], [4, 5, 0, 2, 7]])
        #expect(EncoderExecutor.group([5, 6], threads: 2) == [[1, 0]])
        #expect(EncoderExecutor.group(Array(repeating: 64, count: 8), threads: 8).count == 8)
    }
}
