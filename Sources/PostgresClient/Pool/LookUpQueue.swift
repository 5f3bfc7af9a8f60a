/// Look-ups that wait for one of the lanes: what comes while a lane is busy goes out together when it is free.
struct LookUpQueue: Sendable {
    typealias Answer = Result<[PostgresRow], PostgresError>

    struct LookUp: Sendable {
        let sql: SQL
        let continuation: CheckedContinuation<Answer, Never>
    }

    /// Sessions that serve look-ups at a time; one slow look-up does not hold up all the others.
    static let lanesMax = 2
    /// Look-ups that go out together.
    static let batchMax = 64

    private var waiting: [LookUp] = []
    private var laneCount = 0

    /// True when the caller has a lane for itself, which it must give back with `nextBatch`.
    mutating func takeLane() -> Bool {
        guard laneCount < Self.lanesMax else { return false }
        laneCount += 1
        return true
    }

    /// False when too many wait already.
    mutating func append(_ lookUp: LookUp, waitingMax: Int) -> Bool {
        guard waiting.count < waitingMax else { return false }
        waiting.append(lookUp)
        return true
    }

    /// What a lane does next; without anything to do it is given back, and the answer is empty.
    mutating func nextBatch() -> [LookUp] {
        let batch = Array(waiting.prefix(Self.batchMax))
        waiting.removeFirst(batch.count)
        if batch.isEmpty { laneCount -= 1 }
        return batch
    }
}
