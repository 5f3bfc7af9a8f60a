internal import Identifiers
internal import Inference
internal import Retrieval

/// Which texts of which model are computed next, and in which slots: counts only, without clock, texts or results.
///
/// Interactive before bulk, with a bulk round after every few interactive ones; the models of a class take turns;
/// within a class and model first come, first served. A slot that is free gets the next round at once.
struct ServingQueue {
    private struct Request {
        let model: Int
        let priority: InferencePriority
        let tokenCounts: [Int]
        /// Texts, longest first, so that the slots end together.
        let order: [Int]
        var next = 0
    }

    private struct Model {
        let plan: RoundPlan
        var rate = ModelRate()
        var interactive = RequestLine()
        var bulk = RequestLine()
    }

    private let limits: ServingLimits
    private let slots: Int
    private var models: [Model] = []
    private var requests: [Int: Request] = [:]
    private var freeSlots: [Int]
    private var isSharing = false
    /// A round that waits until enough slots are free; nothing else begins before it.
    private var reserved: ServingRound?
    private var turn = 0
    private var interactiveRounds = 0
    private var lastInteractive: Instant?

    init(limits: ServingLimits, slots: Int) {
        self.limits = limits
        self.slots = slots
        freeSlots = Array((0..<slots).reversed())
    }

    /// The number by which requests name the model.
    mutating func addModel(_ plan: RoundPlan) -> Int {
        models.append(Model(plan: plan))
        return models.count - 1
    }

    var hasWaiting: Bool {
        reserved != nil || models.contains { !$0.interactive.isEmpty || !$0.bulk.isEmpty }
    }
    var isIdle: Bool { !hasWaiting && freeSlots.count == slots }
    var requestsQueued: Int { requests.count }

    func tokensQueued(_ priority: InferencePriority) -> Int {
        models.reduce(0) { $0 + $1[keyPath: Self.line(priority)].tokens }
    }

    func tokensQueued(_ priority: InferencePriority, ofModel model: Int) -> Int {
        models[model][keyPath: Self.line(priority)].tokens
    }

    /// Takes a request of at least one text, or says why not.
    mutating func add(
        _ id: Int,
        model: Int,
        tokenCounts: [Int],
        priority: InferencePriority,
        at now: Instant
    ) throws(InferenceError) {
        if priority == .interactive { lastInteractive = now }
        let tokens = tokenCounts.reduce(0, +)
        let tokensMax = priority == .bulk ? limits.tokensQueuedMax / 4 * 3 : limits.tokensQueuedMax
        guard tokens <= tokensMax else { throw .requestTooLarge(tokens: tokens, tokensMax: tokensMax) }
        let wait = secondsUntilTurn(priority)
        let waitMax =
            priority == .interactive ? limits.interactiveWaitSecondsMax : limits.bulkWaitSecondsMax
        let queued = tokensQueued(.interactive) + tokensQueued(.bulk)
        guard queued + tokens <= tokensMax, requests.count < limits.requestsQueuedMax, wait <= waitMax else {
            throw .overloaded(retryAfterSeconds: Int(min(600, max(1, wait.rounded(.up)))))
        }
        let order = tokenCounts.indices.sorted { (tokenCounts[$1], $0) < (tokenCounts[$0], $1) }
        requests[id] = Request(model: model, priority: priority, tokenCounts: tokenCounts, order: order)
        models[model][keyPath: Self.line(priority)].append(id, tokens: tokens)
    }

    /// Forgets what is still queued of a request; false when all of it is with the backend already.
    @discardableResult
    mutating func remove(_ id: Int) -> Bool {
        let wasReserved = reserved?.entries.first?.request == id
        if wasReserved { reserved = nil }
        guard let request = requests.removeValue(forKey: id) else { return wasReserved }
        let left = request.order[request.next...].reduce(0) { $0 + request.tokenCounts[$1] }
        models[request.model][keyPath: Self.line(request.priority)].remove(id, tokens: left)
        return true
    }

    /// The next round with its slots; nil when nothing waits or no slot is free for it.
    mutating func nextRound(at now: Instant) -> ServingRound? {
        if let waiting = reserved { return begin(waiting) }
        guard !freeSlots.isEmpty, let priority = nextPriority(), let model = nextModel(priority) else {
            return nil
        }
        if isSharing, isForSharing(model, priority) { return nil }
        let line = Self.line(priority)
        interactiveRounds = priority == .interactive ? interactiveRounds + 1 : 0
        turn += 1
        models[model][keyPath: line].lastTurn = turn
        let isAlone = freeSlots.count == slots
        let (entries, tokens) = take(model, priority, at: now)
        let plan = models[model].plan
        let sharedSlots = min(plan.sharedSlots, slots)
        let paysTogether = isAlone && !hasWaiting && tokens >= plan.togetherTokensMin
        let isShared = tokens > plan.soloTokensMax || paysTogether && sharedSlots > 1
        return begin(
            ServingRound(
                model: model,
                priority: priority,
                entries: entries,
                tokens: tokens,
                slots: Array(repeating: 0, count: isShared ? sharedSlots : 1),
                isShared: isShared
            )
        )
    }

    /// Frees a round's slots and learns how fast they were; nothing of a round that failed, which has no seconds.
    mutating func finish(_ round: ServingRound, seconds: Double?) {
        freeSlots += round.slots.reversed()
        if round.isShared { isSharing = false }
        guard let seconds else { return }
        models[round.model].rate.add(
            tokens: round.tokens,
            slotSeconds: seconds * Double(round.slots.count)
        )
    }

    private static func line(_ priority: InferencePriority) -> WritableKeyPath<Model, RequestLine> {
        priority == .interactive ? \.interactive : \.bulk
    }
}

// MARK: - Choice

extension ServingQueue {
    /// What is queued before a new request of this class, in seconds of all slots.
    private func secondsUntilTurn(_ priority: InferencePriority) -> Double {
        models.reduce(0) { seconds, model in
            let tokens = model.interactive.tokens + (priority == .bulk ? model.bulk.tokens : 0)
            return seconds + Double(tokens) / max(1, model.rate.tokensPerSecond * Double(slots))
        }
    }

    private func nextPriority() -> InferencePriority? {
        let hasInteractive = models.contains { !$0.interactive.isEmpty }
        let hasBulk = models.contains { !$0.bulk.isEmpty }
        if hasInteractive, !(hasBulk && interactiveRounds >= limits.interactiveRoundsMax) {
            return .interactive
        }
        return hasBulk ? .bulk : nil
    }

    /// The model that was served the longest ago of those that have work of the class.
    private func nextModel(_ priority: InferencePriority) -> Int? {
        let line = Self.line(priority)
        return models.indices.filter { !models[$0][keyPath: line].isEmpty }
            .min { models[$0][keyPath: line].lastTurn < models[$1][keyPath: line].lastTurn }
    }

    private func isForSharing(_ model: Int, _ priority: InferencePriority) -> Bool {
        guard let id = models[model][keyPath: Self.line(priority)].first, let request = requests[id] else {
            return false
        }
        return request.tokenCounts[request.order[request.next]] > models[model].plan.soloTokensMax
    }

    /// Bulk rounds are short only while they could make somebody wait.
    private func roundTokensMax(_ model: Int, _ priority: InferencePriority, at now: Instant) -> Int {
        let isSomebodyNear =
            priority == .interactive || tokensQueued(.interactive) > 0
            || lastInteractive.map { now.secondsSince($0) < limits.interactiveMemorySeconds } ?? false
        let plan = models[model].plan
        guard isSomebodyNear else { return plan.roundTokensMax }
        let tokens = models[model].rate.tokensPerSecond * limits.roundSeconds
        return max(plan.roundTokensMin, Int(min(Double(plan.roundTokensMax), tokens)))
    }

    /// Texts up to the round's limit, but at least one; fewer where the slots can share what is there.
    private mutating func take(
        _ model: Int,
        _ priority: InferencePriority,
        at now: Instant
    ) -> (entries: [ServingRound.Entry], tokens: Int) {
        let line = Self.line(priority)
        let plan = models[model].plan
        let share = (models[model][keyPath: line].tokens + slots - 1) / slots
        let limit = min(roundTokensMax(model, priority, at: now), max(plan.divisionTokensMin, share))
        let soloMax = plan.soloTokensMax
        var entries: [ServingRound.Entry] = []
        var tokens = 0
        round: while let id = models[model][keyPath: line].first, var request = requests[id] {
            while request.next < request.order.count {
                let text = request.order[request.next]
                let count = request.tokenCounts[text]
                let isFull = tokens + count > limit || count > soloMax
                if isFull, !entries.isEmpty {
                    requests[id] = request
                    break round
                }
                entries.append(.init(request: id, text: text))
                tokens += count
                request.next += 1
            }
            requests[id] = nil
            models[model][keyPath: line].removeFirst()
        }
        models[model][keyPath: line].tokens -= tokens
        return (entries, tokens)
    }

    private mutating func begin(_ round: ServingRound) -> ServingRound? {
        guard freeSlots.count >= round.slots.count else {
            reserved = round
            return nil
        }
        reserved = nil
        var begun = round
        begun.slots = round.slots.map { _ in freeSlots.removeLast() }
        if round.isShared { isSharing = true }
        return begun
    }
}
