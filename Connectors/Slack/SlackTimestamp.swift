import Identifiers

/// Slack's `ts`: seconds and microseconds as text, unique within a conversation.
struct SlackTimestamp: Hashable {
    let text: String
    let instant: Instant

    /// Takes 1 to 11 digits, then at most 6 after a point; nil for anything else and for zero, which means
    /// "none".
    init?(_ text: String) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard (1...11).contains(parts[0].count), let seconds = Self.number(parts[0]) else { return nil }
        var micros: Int64 = 0
        if parts.count == 2 {
            guard (1...6).contains(parts[1].count), let digits = Self.number(parts[1]) else { return nil }
            micros = (parts[1].count..<6).reduce(digits) { value, _ in value * 10 }
        }
        guard seconds > 0 else { return nil }
        self.text = text
        instant = Instant(microseconds: seconds * 1_000_000 + micros)
    }

    private static func number(_ digits: Substring.UTF8View) -> Int64? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
}
