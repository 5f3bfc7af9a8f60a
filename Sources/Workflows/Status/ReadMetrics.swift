package import Access

/// Numbers about the whole platform, for operators.
package struct ReadMetrics: Sendable {
    /// One number with its Prometheus name.
    package struct Gauge: Sendable {
        package var name: String
        package var value: Double

        package init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    private let gate: Gate
    private let sample: @Sendable () async -> [Gauge]

    /// `sample` reads what the parts of the platform say of themselves.
    package init(gate: Gate, sample: @escaping @Sendable () async -> [Gauge]) {
        self.gate = gate
        self.sample = sample
    }

    package func callAsFunction(by actor: Actor) async throws -> [Gauge] {
        try gate.check(actor, .metricsRead, on: Resource(.metrics))
        return await sample()
    }
}
