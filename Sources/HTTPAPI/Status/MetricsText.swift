package import Workflows

/// The Prometheus text format, version 0.0.4.
package enum MetricsText {
    /// Families without a sample are left out.
    package static func exposition(_ families: [MetricFamily]) -> String {
        var lines: [String] = []
        for family in families where !family.samples.isEmpty {
            lines.append("# HELP \(family.name) \(escaped(family.help, quotes: false))")
            lines.append("# TYPE \(family.name) \(family.kind.rawValue)")
            for sample in family.samples { lines += Self.lines(family.name, sample) }
        }
        return lines.map { "\($0)\n" }.joined()
    }

    private static func lines(_ name: String, _ sample: MetricFamily.Sample) -> [String] {
        let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
        switch sample.value {
        case .number(let value): return ["\(name)\(braced(labels)) \(text(value))"]
        case .histogram(let bounds, let counts, let sum):
            var total = 0
            var lines: [String] = []
            for (index, count) in counts.enumerated() {
                total += count
                let bound = index < bounds.count ? text(bounds[index]) : "+Inf"
                lines.append("\(name)_bucket\(braced(labels + ["le=\"\(bound)\""])) \(total)")
            }
            return lines + [
                "\(name)_sum\(braced(labels)) \(text(sum))", "\(name)_count\(braced(labels)) \(total)",
            ]
        }
    }

    private static func braced(_ labels: [String]) -> String {
        labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        let plain = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return quotes ? plain.replacing("\"", with: "\\\"") : plain
    }

    private static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        return value.isInfinite ? (value > 0 ? "+Inf" : "-Inf") : "\(value)"
    }
}
