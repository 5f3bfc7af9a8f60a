import Identifiers
import Inference
import Retrieval
import Testing

@testable import LocalModels

@Suite("Serving queue")
struct ServingQueueTests {
    private static let start = Instant(seconds: 1_000)

    private static func limits() -> ServingLimits {
        var limits = ServingLimits()
        limits.tokensQueuedMax = 1000
        limits.requestsQueuedMax = 6
        limits.interactiveRoundsMax = 2
        return limits
    }

    private static func plan(_ textTokensMax: Int = 256, slots: Int, round: Int = 256) -> RoundPlan {
        ProcessorRounds(tokensMax: round).plan(textTokensMax: textTokensMax, threads: slots)
    }

    /// One slot and one model.
    private static func queue(slots: Int = 1, models: Int = 1) -> ServingQueue {
        var queue = ServingQueue(limits: limits(), slots: slots)
        for _ in 0..<models { _ = queue.addModel(plan(slots: slots, round: 100)) }
        return queue
    }

    private static func add(
        _ queue: inout ServingQueue,
        _ id: Int,
        _ counts: [Int],
        _ priority: InferencePriority = .bulk,
        model: Int = 0,
        at now: Instant = start
    ) throws(InferenceError) {
        try queue.add(id, model: model, tokenCounts: counts, priority: priority, at: now)
    }

    /// The next round, whose threads are given back at once.
    private static func pass(
        _ queue: inout ServingQueue,
        seconds: Double = 1,
        at now: Instant = start
    ) -> ServingRound? {
        let round = queue.nextRound(at: now)
        if let round { queue.finish(round, seconds: seconds) }
        return round
    }

    private static func take(_ queue: inout ServingQueue) throws -> ServingRound {
        let round = queue.nextRound(at: start)
        return try #require(round)
    }

    @Test("A round takes texts, longest first, up to the token limit, and a longer text alone")
    func rounds() throws {
        var queue = Self.queue()
        try Self.add(&queue, 1, [40, 50, 20])
        try Self.add(&queue, 2, [10, 200])
        #expect(Self.pass(&queue)?.entries == [.init(request: 1, text: 1), .init(request: 1, text: 0)])
        #expect(Self.pass(&queue)?.entries == [.init(request: 1, text: 2)])
        #expect(Self.pass(&queue)?.entries == [.init(request: 2, text: 1)])
        #expect(Self.pass(&queue)?.entries == [.init(request: 2, text: 0)])
        #expect(queue.isIdle && Self.pass(&queue) == nil && queue.tokensQueued(.bulk) == 0)
    }

    @Test("Interactive work goes first, and bulk work gets a round after every second interactive one")
    func priorities() throws {
        var queue = Self.queue()
        try Self.add(&queue, 1, [100, 100])
        for id in 2...4 { try Self.add(&queue, id, [100], .interactive) }
        let order = (0..<5).map { _ in Self.pass(&queue)?.entries.first?.request }
        #expect(order == [2, 3, 1, 4, 1])
    }

    @Test("Models of a class take turns, and a round holds texts of one model only")
    func turns() throws {
        var queue = Self.queue(models: 2)
        try Self.add(&queue, 1, [90, 90, 90])
        try Self.add(&queue, 2, [10, 10], model: 1)
        try Self.add(&queue, 3, [10], model: 1)
        let rounds = (0..<4).map { _ in Self.pass(&queue) }
        #expect(rounds.map { $0?.model } == [0, 1, 0, 0])
        #expect(rounds[1]?.entries.map(\.request) == [2, 2, 3])
    }

    @Test("Every free thread gets a round of its own, and texts alone on an idle machine all threads")
    func threads() throws {
        var queue = Self.queue(slots: 2)
        try Self.add(&queue, 1, [80, 80, 80])
        let rounds = [queue.nextRound(at: Self.start), queue.nextRound(at: Self.start)].compactMap { $0 }
        #expect(rounds.map(\.slots) == [[0], [1]] && rounds.allSatisfy { !$0.isShared })
        #expect(queue.nextRound(at: Self.start) == nil)
        queue.finish(rounds[1], seconds: 1)
        let third = try Self.take(&queue)
        #expect(third.slots == [1])
        queue.finish(rounds[0], seconds: 1)
        queue.finish(third, seconds: 1)
        try Self.add(&queue, 2, [80], .interactive)
        let alone = try Self.take(&queue)
        #expect(alone.isShared && alone.slots.sorted() == [0, 1])
        queue.finish(alone, seconds: 1)
        try Self.add(&queue, 3, [20], .interactive)
        #expect(queue.nextRound(at: Self.start)?.slots.count == 1)
    }

    @Test(
        "A text too long for one thread's memory waits for the threads that share it, and nothing passes it"
    )
    func sharedRounds() throws {
        var queue = ServingQueue(limits: ServingLimits(), slots: 2)
        _ = queue.addModel(Self.plan(2048, slots: 2))
        try Self.add(&queue, 1, [60])
        try Self.add(&queue, 2, [700])
        try Self.add(&queue, 3, [10])
        let first = try Self.take(&queue)
        #expect(queue.nextRound(at: Self.start) == nil && queue.nextRound(at: Self.start) == nil)
        queue.finish(first, seconds: 1)
        let long = try Self.take(&queue)
        #expect(long.isShared && long.tokens == 700 && long.slots.count == 2)
        #expect(queue.nextRound(at: Self.start) == nil)
        queue.finish(long, seconds: 1)
        #expect(queue.nextRound(at: Self.start)?.entries == [.init(request: 3, text: 0)])
    }

    @Test("Bulk rounds last no longer than the objective while somebody waits or came lately")
    func roundLength() throws {
        var limits = ServingLimits()
        limits.roundSeconds = 0.05
        limits.interactiveMemorySeconds = 5
        var queue = ServingQueue(limits: limits, slots: 1)
        _ = queue.addModel(Self.plan(slots: 1))
        // 1000 tokens a second are assumed, nearly 2000 are measured: 50 ms are 99 tokens.
        for id in 1...60 {
            try Self.add(&queue, id, [200])
            _ = Self.pass(&queue, seconds: 0.1)
        }
        let counts = Array(repeating: 20, count: 40)
        try Self.add(&queue, 100, counts)
        #expect(Self.pass(&queue, seconds: 0.12)?.tokens == 240)
        try Self.add(&queue, 101, [10], .interactive)
        #expect(Self.pass(&queue, seconds: 0.005)?.priority == .interactive)
        let late = Instant(seconds: 1_004)
        #expect(Self.pass(&queue, seconds: 0.05, at: late)?.tokens == 80)
        #expect(Self.pass(&queue, at: Instant(seconds: 1_006))?.tokens == 240)
    }

    @Test("A full queue says when to come back; bulk work leaves a quarter for interactive")
    func overload() throws {
        var queue = Self.queue()
        try Self.add(&queue, 1, [700])
        // 1000 tokens a second are assumed before anything was measured.
        #expect(throws: InferenceError.overloaded(retryAfterSeconds: 1)) { try Self.add(&queue, 2, [51]) }
        try Self.add(&queue, 3, [300], .interactive)
        #expect(throws: InferenceError.overloaded(retryAfterSeconds: 1)) {
            try Self.add(&queue, 4, [1], .interactive)
        }
        #expect(throws: InferenceError.requestTooLarge(tokens: 1001, tokensMax: 1000)) {
            try Self.add(&queue, 5, [1001], .interactive)
        }
        #expect(throws: InferenceError.requestTooLarge(tokens: 751, tokensMax: 750)) {
            try Self.add(&queue, 6, [751])
        }
    }

    @Test("A request that would wait longer than its class bears is refused at once, the other class is not")
    func deadline() throws {
        var limits = ServingLimits()
        limits.interactiveWaitSecondsMax = 2
        limits.bulkWaitSecondsMax = 10
        var queue = ServingQueue(limits: limits, slots: 1)
        _ = queue.addModel(Self.plan(slots: 1))
        try Self.add(&queue, 1, Array(repeating: 250, count: 10), .interactive)
        #expect(throws: InferenceError.overloaded(retryAfterSeconds: 3)) {
            try Self.add(&queue, 2, [10], .interactive)
        }
        try Self.add(&queue, 3, Array(repeating: 250, count: 32))
        #expect(throws: InferenceError.overloaded(retryAfterSeconds: 11)) { try Self.add(&queue, 4, [10]) }
        queue.remove(1)
        try Self.add(&queue, 5, [10], .interactive)
        try Self.add(&queue, 6, [10])
    }

    @Test("Slots that do not work together get rounds of their backend's size, long texts and all")
    func separateSlots() throws {
        var queue = ServingQueue(limits: ServingLimits(), slots: 2)
        _ = queue.addModel(RoundPlan(textTokensMax: 8192, roundTokensMax: 4096, roundTokensMin: 512))
        try Self.add(&queue, 1, [8192] + Array(repeating: 1000, count: 8))
        let rounds = [try Self.take(&queue), try Self.take(&queue)]
        #expect(rounds.map(\.tokens) == [8192, 4000] && rounds.allSatisfy { !$0.isShared })
        #expect(rounds.map(\.slots) == [[0], [1]] && queue.nextRound(at: Self.start) == nil)
        queue.finish(rounds[0], seconds: nil)
        #expect(try Self.take(&queue).tokens == 4000)
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
        try Self.add(&queue, 1, [90, 90])
        try Self.add(&queue, 2, [30])
        #expect(Self.pass(&queue)?.entries.first?.request == 1)
        queue.remove(1)
        #expect(queue.tokensQueued(.bulk) == 30 && queue.requestsQueued == 1)
        #expect(Self.pass(&queue)?.entries.first?.request == 2)
    }

    @Test("A removed text that waits for several threads lets the others pass")
    func sharedRemoval() throws {
        var queue = ServingQueue(limits: ServingLimits(), slots: 2)
        _ = queue.addModel(Self.plan(2048, slots: 2))
        try Self.add(&queue, 1, [60])
        try Self.add(&queue, 2, [700])
        try Self.add(&queue, 3, [10])
        _ = queue.nextRound(at: Self.start)
        #expect(queue.nextRound(at: Self.start) == nil)
        queue.remove(2)
        #expect(queue.nextRound(at: Self.start)?.entries == [.init(request: 3, text: 0)])
    }

    @Test("Whatever is asked in whatever order, every text is computed once and all slots come back")
    func everything() throws {
        var queue = ServingQueue(limits: ServingLimits(), slots: 3)
        for tokensMax in [32, 256, 4096] { _ = queue.addModel(Self.plan(tokensMax, slots: 3)) }
        let lengths = [[3, 30, 17, 9], [256, 1, 80], [4000, 20, 600, 5]]
        for id in 0..<60 {
            let priority: InferencePriority = id % 4 == 0 ? .interactive : .bulk
            try Self.add(&queue, id, lengths[id % 3], priority, model: id % 3)
        }
        var running: [ServingRound] = []
        var seen: [ServingRound.Entry: Int] = [:]
        while !queue.isIdle {
            while let round = queue.nextRound(at: Self.start) {
                for entry in round.entries { seen[entry, default: 0] += 1 }
                #expect(Set(running.flatMap(\.slots)).isDisjoint(with: round.slots))
                #expect(round.entries.allSatisfy { $0.request % 3 == round.model })
                running.append(round)
            }
            let done = running.removeFirst()
            queue.finish(done, seconds: 0.01)
        }
        #expect(running.isEmpty && seen.count == 20 * (4 + 3 + 4) && seen.values.allSatisfy { $0 == 1 })
    }
}
