/// Whether one request is tried again, and when.
struct RetryPlan: Sendable {
    static let attemptsMax = 4
    private static let firstWaitSeconds = 0.25
    /// The longest wait, also when the server asks for a longer one.
    static let waitSecondsMax = 10.0

    enum Outcome: Sendable {
        case noAnswer
        case status(Int, retryAfter: String?)
    }

    /// Repeating must do no harm: the request only reads, or the server recognises a repetition.
    let isRepeatable: Bool
    private var attempts = 0

    init(isRepeatable: Bool) { self.isRepeatable = isRepeatable }

    /// Seconds until the next attempt; nil when the outcome stands.
    mutating func wait(after outcome: Outcome) -> Double? {
        attempts += 1
        guard isRepeatable, attempts < Self.attemptsMax else { return nil }
        let backOff = Self.firstWaitSeconds * Double(1 << (attempts - 1))
        switch outcome {
        case .noAnswer: return backOff
        case .status(let status, let retryAfter):
            guard [429, 502, 503, 504].contains(status) else { return nil }
            guard let asked = retryAfter.flatMap(Double.init), asked.isFinite else { return backOff }
            return min(max(asked, backOff), Self.waitSecondsMax)
        }
    }
}
