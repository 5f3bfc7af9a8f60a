/// The texts of tokens, and tokens found by the bytes of their text.
struct TokenTable: Sendable {
    /// Far above any vocabulary; keeps tables that are indexed by tokens small.
    static let tokenMax = 4_000_000

    private var bytes: [UInt8] = []
    private var starts: [Int32] = [0]
    private var tokens: [Int32] = []
    private var slots: [Int32]  // an index into tokens, or -1
    private let mask: Int

    /// Entries with the same text: the last one is found.
    init(_ entries: [(text: [UInt8], token: Int32)]) {
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        mask = size - 1
        bytes.reserveCapacity(entries.reduce(0) { $0 + $1.text.count })
        for entry in entries {
            bytes.append(contentsOf: entry.text)
            starts.append(Int32(bytes.count))
            tokens.append(entry.token)
            insert(entry.text, Int32(tokens.count - 1))
        }
    }

    private mutating func insert(_ text: [UInt8], _ index: Int32) {
        var slot = Self.hash(text.span, 0..<text.count) & mask
        while slots[slot] >= 0, !matches(Int(slots[slot]), text.span, 0..<text.count) {
            slot = (slot + 1) & mask
        }
        slots[slot] = index
    }

    /// FNV-1a with a final mix.
    static func hash(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in range { hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF_FFFF_FFFF)
    }

    private func matches(_ index: Int, _ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = Int(starts[index])
        guard Int(starts[index + 1]) - start == range.count else { return false }
        for offset in 0..<range.count where bytes[start + offset] != text[range.lowerBound + offset] {
            return false
        }
        return true
    }

    func token(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Int32? {
        var slot = Self.hash(text, range) & mask
        while true {
            let index = Int(slots[slot])
            if index < 0 { return nil }
            if matches(index, text, range) { return tokens[index] }
            slot = (slot + 1) & mask
        }
    }

    func token(_ text: [UInt8]) -> Int32? { token(text.span, 0..<text.count) }

    func token(_ text: String) -> Int32? { token(Array(text.utf8)) }

    /// The tokens that stand for single bytes, written `<0x0A>`; -1 where there is none.
    func byteTokens() -> [Int32] {
        (0..<256).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return token("<0x\(byte < 16 ? "0" : "")\(digits)>") ?? -1
        }
    }
}
