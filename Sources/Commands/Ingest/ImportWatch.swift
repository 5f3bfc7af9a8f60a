import Identifiers

/// Decides how long to go on asking for an import. A server that restarts meanwhile is waited for.
struct ImportWatch: Sendable {
    enum Action: Hashable, Sendable {
        case askAgain(afterSeconds: Double)
        case finished
        case giveUp
    }

    static let pollSeconds = 0.5
    static let backOffSecondsMax = 10.0
    /// How long a server may be away.
    static let absenceSecondsMax = 600.0

    private var backOffSeconds = pollSeconds
    private var absentSeconds = 0.0

    mutating func saw(state: String?) -> Action {
        (backOffSeconds, absentSeconds) = (Self.pollSeconds, 0)
        return state == "done" || state == "failed" ? .finished : .askAgain(afterSeconds: Self.pollSeconds)
    }

    /// The server did not answer, or not as itself.
    mutating func sawNothing() -> Action {
        guard absentSeconds < Self.absenceSecondsMax else { return .giveUp }
        let wait = backOffSeconds
        absentSeconds += wait
        backOffSeconds = min(backOffSeconds * 2, Self.backOffSecondsMax)
        return .askAgain(afterSeconds: wait)
    }
}
