import Synchronization

/// Deals out the numbers of a load's requests until a limit is reached.
final class RequestSequence: Sendable {
    private let upcoming = Atomic(0)
    private let requestsMax: Int
    private let end: ContinuousClock.Instant

    init(limits: LoadLimits) {
        requestsMax = limits.requestsMax
        end = .now + .seconds(limits.secondsMax)
    }

    func next() -> Int? {
        let number = upcoming.wrappingAdd(1, ordering: .relaxed).oldValue
        return number < requestsMax && ContinuousClock.now < end ? number : nil
    }
}
