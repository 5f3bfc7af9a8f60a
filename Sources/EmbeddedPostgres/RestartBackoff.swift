/// Decides whether and when a server that died is started again.
struct RestartBackoff: Sendable {
    enum Action: Equatable, Sendable {
        case restart(afterMilliseconds: Int)
        case giveUp
    }

    /// More deaths than this within the window mean that starting again does not help.
    static let restartsMax = 5
    static let windowSeconds = 600
    static let delayMillisecondsMin = 100
    static let delayMillisecondsMax = 10_000

    private var deaths: [ContinuousClock.Instant] = []

    /// Also called for a start that failed, which counts as a death.
    mutating func serverDied(at now: ContinuousClock.Instant) -> Action {
        let windowStart = now.advanced(by: .seconds(-Self.windowSeconds))
        deaths.removeAll { $0 < windowStart }
        guard deaths.count < Self.restartsMax else { return .giveUp }
        let delay = Self.delayMillisecondsMin << (2 * deaths.count)
        deaths.append(now)
        return .restart(afterMilliseconds: min(delay, Self.delayMillisecondsMax))
    }
}
