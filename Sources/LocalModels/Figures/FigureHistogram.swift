/// How often a number fell between written bounds.
package struct FigureHistogram: Equatable, Sendable {
    /// Upper bounds, included; what is above the last one is counted apart.
    package let bounds: [Double]
    /// One more than bounds.
    package private(set) var counts: [Int]
    package private(set) var sum = 0.0

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    mutating func add(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }
}
