/// Fixed phrases looked for in many short texts, byte by byte: Unicode-aware search costs a hundred times
/// more.
struct PhraseList: Sendable {
    /// Phrases by their first byte.
    private let byFirst: [UInt8: [[UInt8]]]

    /// Lower-case ASCII phrases, none empty.
    init(_ phrases: [String]) {
        byFirst = Dictionary(grouping: phrases.map { Array($0.utf8) }) { $0.first ?? 0 }
    }

    /// How many phrases begin anywhere in `text`, which is lower-case; counting stops at `limit`.
    func count(in text: [UInt8], limit: Int = .max) -> Int {
        var found: Set<[UInt8]> = []
        for index in text.indices {
            for phrase in byFirst[text[index]] ?? [] where text[index...].starts(with: phrase) {
                found.insert(phrase)
                if found.count >= limit { return found.count }
            }
        }
        return found.count
    }

    func occurs(in text: [UInt8]) -> Bool {
        count(in: text, limit: 1) > 0
    }
}

extension String {
    /// The UTF-8 bytes with ASCII capitals lowered.
    var lowercasedBytes: [UInt8] {
        utf8.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 + 32 : $0 }
    }
}
