import Commands

/// Figures of the same load in several rounds.
struct ClientFigures: Sendable {
    private(set) var requestsPerSecond = RoundFigures()
    private(set) var medianMs = RoundFigures()
    private(set) var percentile99Ms = RoundFigures()
    private(set) var failures: [String: Int] = [:]

    mutating func add(_ outcome: LoadOutcome) {
        requestsPerSecond.append(outcome.requestsPerSecond)
        medianMs.append(outcome.latencyMs(atShare: 0.5))
        percentile99Ms.append(outcome.latencyMs(atShare: 0.99))
        failures.merge(outcome.failures, uniquingKeysWith: +)
    }
}

extension BenchSection {
    /// Three rows for a load, and a remark when requests failed: they are in no figure.
    mutating func add(_ what: String, perSecond: String, _ figures: ClientFigures, peer: ClientFigures? = nil)
    {
        add(what, perSecond, figures.requestsPerSecond, peer: peer?.requestsPerSecond)
        add("– p50", "ms", figures.medianMs, peer: peer?.medianMs)
        add("– p99", "ms", figures.percentile99Ms, peer: peer?.percentile99Ms)
        for (name, failures) in [("Assay", figures.failures), (peerName ?? "", peer?.failures ?? [:])] {
            for (failure, count) in failures.sorted(by: { $0.key < $1.key }) {
                remarks.append("**\(what): \(count) requests to \(name) failed (\(failure)).**")
            }
        }
    }
}
