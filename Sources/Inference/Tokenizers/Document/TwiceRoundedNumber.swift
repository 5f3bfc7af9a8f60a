/// A decimal number of a `tokenizer.json` as the format's reference reads it: rounded twice.
///
/// Hugging Face's `tokenizers` reads its files with serde_json without `float_roundtrip`: the digits, as far
/// as 64 bits hold them, become a double, which a power of ten then multiplies or divides. A score of 17
/// digits may come out one unit in the last place beside the nearest double, and that decides between two
/// ways through a text whose scores are otherwise the same, so that equal tokens need equal rounding.
struct TwiceRoundedNumber {
    /// 10^0 to 10^308, each the nearest double.
    private static let powers: [Double] = (0...308).compactMap { Double("1e\($0)") }

    private var digits: UInt64 = 0
    private var isFull = false
    private var exponent = 0
    private var isNegative = false

    /// From the characters of a number in JSON's grammar (RFC 8259, section 6).
    init(_ text: some Sequence<UInt8>) {
        var isFraction = false
        var power: Int?
        var isPowerNegative = false
        for character in text {
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = character - UInt8(ascii: "0")
                if let known = power {
                    power = min(known * 10 + Int(digit), Int(Int32.max))
                } else {
                    append(digit, isFraction: isFraction)
                }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): power = 0
            case UInt8(ascii: "-") where power == nil: isNegative = true
            case UInt8(ascii: "-"): isPowerNegative = true
            default: break
            }
        }
        exponent += (isPowerNegative ? -1 : 1) * (power ?? 0)
    }

    /// Infinite where the number is beyond a double's range.
    var value: Double {
        var magnitude = Double(digits)
        var exponent = exponent
        while exponent < -308, magnitude != 0 {
            magnitude /= 1e308
            exponent += 308
        }
        if magnitude != 0 {
            magnitude =
                exponent < 0
                ? magnitude / Self.powers[-exponent]
                : magnitude * (exponent > 308 ? .infinity : Self.powers[exponent])
        }
        return isNegative ? -magnitude : magnitude
    }

    /// Digits after the first that does not fit count by their place only.
    private mutating func append(_ digit: UInt8, isFraction: Bool) {
        if !isFull {
            let (shifted, isTooLong) = digits.multipliedReportingOverflow(by: 10)
            let (sum, isTooLarge) = shifted.addingReportingOverflow(UInt64(digit))
            isFull = isTooLong || isTooLarge
            if !isFull {
                digits = sum
                if isFraction { exponent -= 1 }
                return
            }
        }
        if !isFraction { exponent += 1 }
    }
}
