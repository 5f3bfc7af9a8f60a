/// What a load came to.
package struct LoadOutcome: Sendable {
    /// Of answers with a status of 2xx, shortest first, in milliseconds until the last byte.
    package private(set) var latenciesMs: [Double] = []
    /// How often something else came back: a status, or the description of an error.
    package private(set) var failures: [String: Int] = [:]
    /// Bodies of successful answers, when they were asked for; in no order.
    package private(set) var bodies: [[UInt8]] = []
    /// From the first request to the last answer.
    package internal(set) var elapsedSeconds = 0.0

    /// Successful answers in a second.
    package var requestsPerSecond: Double {
        elapsedSeconds > 0 ? Double(latenciesMs.count) / elapsedSeconds : 0
    }

    /// The nearest-rank percentile in milliseconds, of `share` from 0 to 1; NaN without any answer.
    package func latencyMs(atShare share: Double) -> Double {
        guard let last = latenciesMs.indices.last else { return .nan }
        let rank = (share * Double(latenciesMs.count)).rounded(.up)
        return latenciesMs[min(last, max(0, Int(rank) - 1))]
    }

    mutating func note(_ answer: LoadAnswer, latencyMs: Double, keepsBody: Bool) {
        guard answer.isSuccess else { return note(failure: "status \(answer.status)") }
        latenciesMs.append(latencyMs)
        if keepsBody { bodies.append(answer.body) }
    }

    mutating func note(failure: String) {
        failures[failure, default: 0] += 1
    }

    mutating func add(_ other: LoadOutcome) {
        latenciesMs += other.latenciesMs
        failures.merge(other.failures, uniquingKeysWith: +)
        bodies += other.bodies
    }

    mutating func sortLatencies() {
        latenciesMs.sort()
    }
}
