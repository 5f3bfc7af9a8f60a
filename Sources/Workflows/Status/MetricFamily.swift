/// Numbers of one name and kind, told apart by labels, as Prometheus knows them.
package struct MetricFamily: Sendable {
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    package enum Value: Hashable, Sendable {
        case number(Double)
        /// `counts` has one more than `bounds`, the upper ones: what is above the last. Not cumulative.
        case histogram(bounds: [Double], counts: [Int], sum: Double)
    }

    package struct Sample: Sendable {
        package var labels: [(name: String, value: String)]
        package var value: Value

        package init(labels: [(String, String)], _ value: Value) {
            self.labels = labels.map { (name: $0.0, value: $0.1) }
            self.value = value
        }
    }

    package var name: String
    package var help: String
    package var kind: Kind
    package var samples: [Sample]

    package init(name: String, help: String, kind: Kind, samples: [Sample]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.samples = samples
    }

    /// One number without labels.
    package static func gauge(_ name: String, _ help: String, _ value: Double) -> MetricFamily {
        MetricFamily(name: name, help: help, kind: .gauge, samples: [Sample(labels: [], .number(value))])
    }
}
