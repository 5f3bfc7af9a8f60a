import HTTPAPI
import Testing
import Workflows

@Suite("Prometheus text")
struct MetricsTextTests {
    /// One line of the format as a strict reader understands it.
    private struct Sample: Equatable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    /// Reads a sample by the rules of the format, version 0.0.4; nil for what is none.
    private static func sample(_ line: String) -> Sample? {
        var rest = line[...]
        func take(_ isPart: (Character) -> Bool) -> String {
            let part = rest.prefix(while: isPart)
            rest = rest.dropFirst(part.count)
            return String(part)
        }
        let name = take { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }
        guard !name.isEmpty, name.first?.isNumber == false else { return nil }
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest = rest.dropFirst()
            while rest.first != "}" {
                let label = take { $0.isLetter || $0.isNumber || $0 == "_" }
                guard !label.isEmpty, rest.hasPrefix("=\"") else { return nil }
                rest = rest.dropFirst(2)
                var value = ""
                while let next = rest.popFirst(), next != "\"" {
                    guard next == "\\" else {
                        value.append(next)
                        continue
                    }
                    switch rest.popFirst() {
                    case "n": value.append("\n")
                    case "\\": value.append("\\")
                    case "\"": value.append("\"")
                    default: return nil
                    }
                }
                guard labels.updateValue(value, forKey: label) == nil else { return nil }
                if rest.first == "," { rest = rest.dropFirst() }
            }
            rest = rest.dropFirst()
        }
        guard rest.first == " " else { return nil }
        let number = rest.dropFirst()
        let value = number == "+Inf" ? Double.infinity : Double(number)
        return value.map { Sample(name: name, labels: labels, value: $0) }
    }

    @Test("Every line is one of the format, labels come back as they were, buckets add up")
    func parses() throws {
        let strange = "a \"quoted\" \\ name\nin two lines"
        let text = MetricsText.exposition([
            .gauge("assay_size", "Bytes,\nwith a \\.", 1e21),
            MetricFamily(name: "assay_nothing", help: "", kind: .counter, samples: []),
            MetricFamily(
                name: "assay_seconds",
                help: "Time.",
                kind: .histogram,
                samples: [
                    .init(
                        labels: [("model", strange), ("class", "bulk")],
                        .histogram(bounds: [0.001, 0.5, 10], counts: [3, 0, 2, 1], sum: 31.5)
                    )
                ]
            ),
        ])
        #expect(text.hasSuffix("\n"))
        let lines = text.split(separator: "\n").map { String($0) }
        #expect(lines[0] == "# HELP assay_size Bytes,\\nwith a \\\\.")
        #expect(lines.count { $0.hasPrefix("# TYPE ") } == 2 && !text.contains("assay_nothing"))
        let samples = try lines.filter { !$0.hasPrefix("#") }.map { try #require(Self.sample($0), "\($0)") }
        #expect(samples[0] == Sample(name: "assay_size", labels: [:], value: 1e21))
        let buckets = samples.filter { $0.name == "assay_seconds_bucket" }
        #expect(buckets.map(\.value) == [3, 3, 5, 6])
        #expect(buckets.map { $0.labels["le"] } == ["0.001", "0.5", "10.0", "+Inf"])
        #expect(buckets.allSatisfy { $0.labels["model"] == strange && $0.labels["class"] == "bulk" })
        #expect(samples.first { $0.name == "assay_seconds_sum" }?.value == 31.5)
        #expect(samples.first { $0.name == "assay_seconds_count" }?.value == 6)
    }

    @Test("Numbers that are none have the names of the format")
    func numbers() {
        for (value, text) in [(Double.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (2, "2.0")] {
            #expect(MetricsText.exposition([.gauge("x", "X.", value)]).hasSuffix("x \(text)\n"))
        }
    }
}
