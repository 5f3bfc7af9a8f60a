internal import Identifiers

/// What was computed of a request so far, and what it took.
struct ComputedRequest: Sendable {
    private(set) var results: [[Float]]
    private(set) var queueMicroseconds: Int64 = 0
    /// Its share, by tokens, of the slots' time.
    private(set) var computeMicroseconds: Int64 = 0
    private(set) var tokens = 0
    private let arrival: Instant
    private var begun: Instant?
    private var roundTokens = 0
    private var computeSeconds = 0.0
    /// Of the round that is being added.
    private var roundSecondsPerToken = 0.0

    init(count: Int, arrival: Instant) {
        results = Array(repeating: [], count: count)
        self.arrival = arrival
    }

    /// Its tokens of all the tokens in its rounds.
    var batchShare: Double { roundTokens == 0 ? 0 : Double(tokens) / Double(roundTokens) }

    /// A round with some of it begins; the first one ends the waiting.
    mutating func begin(at now: Instant) {
        guard begun == nil else { return }
        begun = now
        queueMicroseconds = max(0, now.microseconds - arrival.microseconds)
    }

    /// A round with some of it is done, before its results are stored.
    mutating func add(round: ServingRound, seconds: Double) {
        roundTokens += round.tokens
        roundSecondsPerToken = seconds * Double(round.slots.count) / Double(max(1, round.tokens))
    }

    mutating func store(_ result: [Float], at index: Int, tokens: Int) {
        results[index] = result
        self.tokens += tokens
        computeSeconds += Double(tokens) * roundSecondsPerToken
    }

    /// The last round of it is done; what never began has waited until now.
    mutating func end(at now: Instant) {
        begin(at: now)
        computeMicroseconds = Int64((computeSeconds * 1e6).rounded())
    }
}

/// A request that was taken and ended before all of it was computed.
struct EndedRequest: Error {
    /// With what its rounds took until the end.
    let computed: ComputedRequest
    /// `CancellationError` or an `InferenceError`.
    let reason: any Error
}
