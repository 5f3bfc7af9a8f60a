package import Access

/// Numbers about the whole platform, for operators.
package struct ReadMetrics: Sendable {
    private let gate: Gate
    private let sample: @Sendable () async -> [MetricFamily]

    /// `sample` reads what the parts of the platform say of themselves.
    package init(gate: Gate, sample: @escaping @Sendable () async -> [MetricFamily]) {
        self.gate = gate
        self.sample = sample
    }

    package func callAsFunction(by actor: Actor) async throws -> [MetricFamily] {
        try gate.check(actor, .metricsRead, on: Resource(.metrics))
        return await sample()
    }
}
