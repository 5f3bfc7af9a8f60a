internal import Retrieval

/// Which texts are computed next: first come first served within a priority, interactive before bulk, and
/// a bulk round after every few interactive ones. Counts only; texts and results live with the scheduler.
struct EmbeddingQueue {
    /// One text of a request.
    struct Entry: Hashable {
        let request: Int
        let text: Int
    }

    private struct Request {
        let id: Int
        let tokenCounts: [Int]
        var next = 0
    }

    private let limits: EmbeddingLimits
    private let roundTokensMax: Int
    private var interactive: [Request] = []
    private var bulk: [Request] = []
    private var interactiveRounds = 0
    private(set) var tokensQueued = 0

    init(limits: EmbeddingLimits, roundTokensMax: Int) {
        self.limits = limits
        self.roundTokensMax = roundTokensMax
    }

    var isEmpty: Bool { interactive.isEmpty && bulk.isEmpty }

    /// Takes a request of at least one text, or says why not; `tokensPerSecond` is what was computed lately.
    mutating func add(
        _ id: Int,
        tokenCounts: [Int],
        priority: InferencePriority,
        tokensPerSecond: Double
    ) throws(InferenceError) {
        let tokens = tokenCounts.reduce(0, +)
        let tokensMax = priority == .bulk ? limits.tokensQueuedMax / 4 * 3 : limits.tokensQueuedMax
        guard tokens <= tokensMax else { throw .requestTooLarge(tokens: tokens, tokensMax: tokensMax) }
        let requests = interactive.count + bulk.count
        guard tokensQueued + tokens <= tokensMax, requests < limits.requestsQueuedMax else {
            let seconds = Double(tokensQueued) / max(1, tokensPerSecond)
            throw .overloaded(retryAfterSeconds: Int(min(600, max(1, seconds.rounded(.up)))))
        }
        tokensQueued += tokens
        let request = Request(id: id, tokenCounts: tokenCounts)
        if priority == .interactive { interactive.append(request) } else { bulk.append(request) }
    }

    /// Forgets what is still queued of a request.
    mutating func remove(_ id: Int) {
        for request in interactive + bulk where request.id == id {
            tokensQueued -= request.tokenCounts[request.next...].reduce(0, +)
        }
        interactive.removeAll { $0.id == id }
        bulk.removeAll { $0.id == id }
    }

    /// The texts of the next round: one priority, within the token limit but at least one; empty when idle.
    mutating func nextRound() -> [Entry] {
        let bulkIsDue = interactiveRounds >= limits.interactiveRoundsMax && !bulk.isEmpty
        if interactive.isEmpty || bulkIsDue {
            interactiveRounds = 0
            return Self.take(from: &bulk, tokensMax: roundTokensMax, &tokensQueued)
        }
        interactiveRounds += 1
        return Self.take(from: &interactive, tokensMax: roundTokensMax, &tokensQueued)
    }

    private static func take(
        from requests: inout [Request],
        tokensMax: Int,
        _ tokensQueued: inout Int
    ) -> [Entry] {
        var entries: [Entry] = []
        var tokens = 0
        var finished = 0
        round: for index in requests.indices {
            while requests[index].next < requests[index].tokenCounts.count {
                let text = requests[index].next
                let count = requests[index].tokenCounts[text]
                if !entries.isEmpty, tokens + count > tokensMax { break round }
                entries.append(Entry(request: requests[index].id, text: text))
                tokens += count
                requests[index].next += 1
            }
            finished += 1
        }
        requests.removeFirst(finished)
        tokensQueued -= tokens
        return entries
    }
}
