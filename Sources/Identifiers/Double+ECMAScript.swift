extension Double {
    /// The number as ECMAScript prints it (ECMA-262 `Number::toString`, radix 10), as RFC 8785 section
    /// 3.2.2.3 asks.
    ///
    /// Negative zero is `0`. Meaningful for finite values only; the callers check.
    var ecmaScriptText: String {
        if self == 0 { return "0" }
        let decimal = ShortestDecimal(magnitude)
        return (self < 0 ? "-" : "") + decimal.ecmaScriptText
    }
}

/// The fewest digits that read back as the same double: value = 0.d₁d₂…dₖ × 10^`pointPosition`.
private struct ShortestDecimal {
    private let digits: Substring
    private let pointPosition: Int

    // Swift's own description already has the shortest, closest digits; only the layout differs.
    init(_ magnitude: Double) {
        let parts = magnitude.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let all = mantissa.joined()
        let significant = all.drop { $0 == "0" }
        pointPosition = mantissa[0].count + exponent - (all.count - significant.count)
        let trailingZeros = significant.reversed().prefix { $0 == "0" }.count
        digits = significant.dropLast(trailingZeros)
    }

    var ecmaScriptText: String {
        switch pointPosition {
        case digits.count...21 where digits.count <= 21: digits + zeros(pointPosition - digits.count)
        case 1...21: "\(digits.prefix(pointPosition)).\(digits.dropFirst(pointPosition))"
        case -5...0: "0." + zeros(-pointPosition) + digits
        default: exponentialText
        }
    }

    private var exponentialText: String {
        let exponent = pointPosition - 1
        let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
        return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }

    private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
}
