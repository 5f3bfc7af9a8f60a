/// The tokens of words seen lately, found by the word's bytes: language repeats itself.
///
/// Fixed in size; a new word takes the place of whatever had its slot. Long words are not kept.
struct WordCache: Sendable {
    private static let slots = 1 << 13
    static let wordBytesMax = 24
    static let tokensMax = 6

    private struct Entry: Sendable {
        var hash: UInt64 = 0
        var wordBytes: UInt8 = 0
        var tokenCount: UInt8 = 0
    }

    private var entries: [Entry] = []
    private var words: [UInt8] = []
    private var tokens: [Int32] = []

    /// Appends the word's tokens when they are known.
    func append(
        _ text: borrowing Span<UInt8>,
        _ word: Range<Int>,
        _ hash: UInt64,
        to result: inout [Int32]
    ) -> Bool {
        guard !entries.isEmpty else { return false }
        let slot = Int(truncatingIfNeeded: hash) & (Self.slots - 1)
        let entry = entries[slot]
        guard entry.hash == hash, Int(entry.wordBytes) == word.count else { return false }
        let start = slot * Self.wordBytesMax
        for offset in 0..<word.count where words[start + offset] != text[word.lowerBound + offset] {
            return false
        }
        for index in 0..<Int(entry.tokenCount) { result.append(tokens[slot * Self.tokensMax + index]) }
        return true
    }

    mutating func keep(
        _ text: borrowing Span<UInt8>,
        _ word: Range<Int>,
        _ hash: UInt64,
        _ made: ArraySlice<Int32>
    ) {
        guard made.count <= Self.tokensMax else { return }
        if entries.isEmpty {
            entries = Array(repeating: Entry(), count: Self.slots)
            words = Array(repeating: 0, count: Self.slots * Self.wordBytesMax)
            tokens = Array(repeating: 0, count: Self.slots * Self.tokensMax)
        }
        let slot = Int(truncatingIfNeeded: hash) & (Self.slots - 1)
        entries[slot] = Entry(
            hash: hash,
            wordBytes: UInt8(word.count),
            tokenCount: UInt8(made.count)
        )
        for offset in 0..<word.count {
            words[slot * Self.wordBytesMax + offset] = text[word.lowerBound + offset]
        }
        for (index, token) in made.enumerated() { tokens[slot * Self.tokensMax + index] = token }
    }
}
