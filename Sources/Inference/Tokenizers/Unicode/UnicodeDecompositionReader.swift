/// Reads the notation of the decomposition tables (scripts/unicode-tables.py describes it).
enum UnicodeDecompositionReader {
    struct Entry: Equatable {
        var parts: [UInt32]
        /// Whether composition puts the parts together again.
        var composes: Bool
    }

    static func entries(_ table: String) -> [UInt32: Entry] {
        var entries: [UInt32: Entry] = [:]
        var code: UInt32 = 0
        for word in table.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
            if word.last == UInt8(ascii: ":") {
                code = number(word.dropLast())
            } else if word.elementsEqual("-".utf8) {
                code += 1
            } else {
                code += add(word, at: code, to: &entries)
            }
        }
        return entries
    }

    /// Adds the entries of one word; returns how many characters they are for.
    private static func add(
        _ word: Substring.UTF8View,
        at code: UInt32,
        to entries: inout [UInt32: Entry]
    ) -> UInt32 {
        let isFinal = word.last == UInt8(ascii: "!")
        let halves = (isFinal ? word.dropLast() : word).split(separator: UInt8(ascii: "*"))
        let parts = halves[0].split(separator: UInt8(ascii: "+")).map { number($0) }
        let run = halves.count > 1 ? number(halves[1]) : 1
        for step in 0..<run {
            let shifted = run == 1 ? parts : [parts[0] + step]
            entries[code + step] = Entry(parts: shifted, composes: parts.count == 2 && !isFinal)
        }
        return run
    }

    private static func number(_ digits: Substring.UTF8View) -> UInt32 {
        digits.reduce(0) { $0 << 4 | UInt32($1 < 0x40 ? $1 - 0x30 : $1 - 0x37) }
    }
}
