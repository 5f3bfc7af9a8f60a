internal import Retrieval
internal import Synchronization

/// Counts what one model does.
final class ModelMeter: Sendable {
    private let figures: Mutex<ModelFigures>
    private let isOn = Mutex(false)

    init(_ figures: ModelFigures) {
        self.figures = Mutex(figures)
    }

    /// Before this nothing is counted: warming up is nobody's request.
    func begin() { isOn.withLock { $0 = true } }

    var snapshot: ModelFigures { figures.withLock { $0 } }

    func add(_ round: ServingRound, seconds: Double) {
        guard isOn.withLock({ $0 }) else { return }
        figures.withLock { figures in
            figures.roundTokens.add(Double(round.tokens))
            figures.tokensComputed += round.tokens
            figures.computeSeconds += seconds * Double(round.slots.count)
        }
    }

    /// Inputs of a request, of which `hits` were in the cache.
    func addInputs(_ count: Int, hits: Int) {
        figures.withLock { figures in
            figures.inputs += count
            figures.cacheHits += hits
        }
    }

    func addServed(_ priority: InferencePriority, queueMicroseconds: Int64, seconds: Double) {
        figures.withLock { figures in
            figures.classes[priority, default: .init()].queueSeconds.add(Double(queueMicroseconds) / 1e6)
            figures.classes[priority, default: .init()].latencySeconds.add(seconds)
            figures.classes[priority, default: .init()].requests[.served, default: 0] += 1
        }
    }

    func addFailed(_ priority: InferencePriority, _ error: any Error) {
        let outcome: ModelFigures.Outcome =
            switch (error as? UnfinishedInference)?.reason ?? error {
            case InferenceError.overloaded: .overloaded
            case InferenceError.requestTooLarge, InferenceError.textTooLong: .tooLarge
            case InferenceError.stopped: .stopped
            case is CancellationError: .cancelled
            default: .failed
            }
        figures.withLock { $0.classes[priority, default: .init()].requests[outcome, default: 0] += 1 }
    }
}
