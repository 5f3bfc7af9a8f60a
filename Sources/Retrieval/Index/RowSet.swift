/// Rows of a segment that no longer count, as a bitmap that allocates only when the first row is marked.
struct RowSet: Sendable {
    private var words: [UInt64] = []
    private(set) var count = 0

    func contains(_ row: Int) -> Bool {
        let word = row >> 6
        return word < words.count && words[word] >> UInt64(row & 63) & 1 == 1
    }

    /// Whether the row was not in the set before.
    mutating func insert(_ row: Int) -> Bool {
        guard !contains(row) else { return false }
        let word = row >> 6
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        words[word] |= 1 << UInt64(row & 63)
        count += 1
        return true
    }
}
