/// Tokens a second that one slot computes of a model, measured over the last rounds.
struct ModelRate: Equatable, Sendable {
    /// What the estimate starts from, before anything was measured: a slow machine.
    private static let tokensPerSecondAtStart = 1000.0
    /// Of what was measured before, this much is kept with each round.
    private static let memory = 15.0 / 16

    private var tokens: Double
    private var seconds: Double

    init() {
        (tokens, seconds) = (Self.tokensPerSecondAtStart * 1e-3, 1e-3)
    }

    var tokensPerSecond: Double { tokens / seconds }

    /// Sums that fade instead of a mean of rates, so that a round of few tokens weighs little.
    mutating func add(tokens: Int, slotSeconds: Double) {
        guard slotSeconds > 0, slotSeconds.isFinite else { return }
        self.tokens = self.tokens * Self.memory + Double(tokens)
        seconds = seconds * Self.memory + slotSeconds
    }
}
