/// How often each term occurs in a text: all that the lexical index needs, and less than the text.
package struct TermVector: Hashable, Sendable {
    /// One distinct term.
    package struct Entry: Hashable, Sendable {
        package let term: TermHash
        /// Occurrences, 1 to 65,535; more are counted as 65,535.
        package let frequency: UInt16
    }

    /// Strictly ascending by term.
    package let entries: [Entry]
    /// The number of terms in the text, repeats included: what BM25 calls the document's length.
    package let length: UInt32

    package static let empty = TermVector(terms: [])

    /// Counts a list of terms in any order, repeats included.
    package init(terms: [TermHash]) {
        var entries: [Entry] = []
        let sorted = terms.sorted()
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            entries.append(Entry(term: sorted[start], frequency: UInt16(clamping: end - start)))
            start = end
        }
        self.entries = entries
        length = UInt32(clamping: terms.count)
    }

    init(entries: [Entry], length: UInt32) {
        self.entries = entries
        self.length = length
    }

    /// Whether the term occurs; a binary search.
    package func contains(_ term: TermHash) -> Bool {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].term < term { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].term == term
    }
}
