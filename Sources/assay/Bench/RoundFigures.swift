/// One figure as it came out of every round.
struct RoundFigures: Sendable {
    private(set) var values: [Double] = []

    init(_ values: [Double] = []) {
        self.values = values
    }

    mutating func append(_ value: Double) {
        values.append(value)
    }

    /// NaN of none; of an even number the mean of the two in the middle.
    var median: Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// The figure of every round over that of the same round of another, as long as both have one.
    func ratios(over other: RoundFigures) -> RoundFigures {
        RoundFigures(zip(values, other.values).map { $0 / $1 })
    }

    /// `median (min–max)`, or the one value.
    var text: String {
        guard let least = values.min(), let most = values.max() else { return "–" }
        guard values.count > 1 else { return Self.text(least) }
        return "\(Self.text(median)) (\(Self.text(least))–\(Self.text(most)))"
    }

    /// A whole number as it is, others with three significant digits at least; thousands divided by commas.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let isWhole = value.rounded() == value
        let decimals = isWhole || value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : 2
        let scale = [1.0, 10, 100][decimals]
        let scaled = Int64((value.magnitude * scale).rounded())
        let whole = grouped(scaled / Int64(scale))
        let sign = value < 0 ? "-" : ""
        guard decimals > 0 else { return sign + whole }
        let fraction = String(scaled % Int64(scale))
        return "\(sign)\(whole).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
    }

    private static func grouped(_ number: Int64) -> String {
        let digits = Array(String(number))
        return digits.indices.reduce(into: "") { text, index in
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digits[index])
        }
    }
}
