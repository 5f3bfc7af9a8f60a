import Synchronization

/// Draws progress on stderr for what takes over a second, when stderr is a terminal; is silent otherwise.
final class ProgressBar: Sendable {
    private static let quietSeconds = 1.0
    private static let redrawSeconds = 0.1
    private static let erase = "\r\u{1B}[2K"

    private struct State {
        var label = ""
        var stageStart = 0.0
        /// Where the stage stood when it was first seen, so that what was done before does not count as
        /// speed.
        var stageFirst: Int64 = 0
        var drawn: Double?
    }

    private let console: Console
    private let elapsedSeconds: @Sendable () -> Double
    private let state = Mutex(State())

    /// `elapsedSeconds` counts from the beginning of the work.
    init(on console: Console, elapsedSeconds: @escaping @Sendable () -> Double) {
        self.console = console
        self.elapsedSeconds = elapsedSeconds
    }

    /// Counts from now.
    convenience init(on console: Console) {
        let start = ContinuousClock.now
        self.init(on: console) { (ContinuousClock.now - start) / .seconds(1) }
    }

    func show(_ label: String, done: Int64, total: Int64?, unit: ProgressLine.Unit) {
        guard console.style.errorIsTerminal else { return }
        let now = elapsedSeconds()
        let line = state.withLock { state -> String? in
            if state.label != label {
                (state.label, state.stageStart, state.stageFirst) = (label, now, done)
                state.drawn = state.drawn.map { _ in 0 }
            }
            guard now >= Self.quietSeconds, now - (state.drawn ?? 0) >= Self.redrawSeconds else { return nil }
            state.drawn = now
            return ProgressLine(
                label: label,
                done: done,
                total: total,
                unit: unit,
                elapsedSeconds: now - state.stageStart
            ).text(columns: console.style.columns - 1)
        }
        if let line { console.write(Self.erase + line, to: .error) }
    }

    /// Removes the line, so that what follows starts clean.
    func end() {
        let wasDrawn = state.withLock { state in
            defer { state.drawn = nil }
            return state.drawn != nil
        }
        if wasDrawn { console.write(Self.erase, to: .error) }
    }
}
