/// Chunks of one container, frozen: columns sorted by chunk id, postings sorted by term, vectors in one
/// block.
///
/// A class only so that snapshots share it; nothing in it ever changes.
final class IndexSegment: Sendable {
    let containerID: Int64
    /// Strictly ascending.
    let ids: [Int64]
    /// Microseconds since the epoch, by row.
    let sentAt: [Int64]
    /// Terms in the chunk, repeats included, by row.
    let lengths: [UInt32]
    /// Distinct terms, ascending; the postings of `terms[i]` are `postingStarts[i]..<postingStarts[i + 1]`.
    let terms: [UInt64]
    let postingStarts: [UInt32]
    /// Row numbers, ascending within a term.
    let postingRows: [UInt32]
    let postingFrequencies: [UInt16]
    /// The rows that have a vector, ascending.
    let vectorRows: [UInt32]
    /// `vectorRows.count` rows of `VectorRow` blocks.
    let vectorBlocks: [SIMD16<Float>]

    init(
        containerID: Int64,
        ids: [Int64],
        sentAt: [Int64],
        lengths: [UInt32],
        postings: PostingTable,
        vectorRows: [UInt32],
        vectorBlocks: [SIMD16<Float>]
    ) {
        self.containerID = containerID
        self.ids = ids
        self.sentAt = sentAt
        self.lengths = lengths
        terms = postings.terms
        postingStarts = postings.starts
        postingRows = postings.rows
        postingFrequencies = postings.frequencies
        self.vectorRows = vectorRows
        self.vectorBlocks = vectorBlocks
    }

    var rowCount: Int { ids.count }

    /// The row of a chunk; nil when it is not here.
    func row(ofChunk id: Int64) -> Int? { ids.binarySearch(id) }

    /// The postings of a term, empty when the term does not occur.
    func postings(of term: TermHash) -> Range<Int> {
        guard let index = terms.binarySearch(term.value) else { return 0..<0 }
        return Int(postingStarts[index])..<Int(postingStarts[index + 1])
    }

    /// How often a term whose postings are given occurs in a row.
    func frequency(inRow row: Int, postings: Range<Int>) -> UInt16 {
        guard let index = postingRows[postings].binarySearch(UInt32(row)) else { return 0 }
        return postingFrequencies[index]
    }

    /// Where the vector of a row lies in `vectorRows`; nil when the row has none.
    func vectorSlot(ofRow row: Int) -> Int? {
        vectorRows.count == rowCount ? row : vectorRows.binarySearch(UInt32(row))
    }

    var byteCount: Int {
        ids.count * 20 + terms.count * 12 + postingRows.count * 6 + vectorRows.count * 4 + vectorBlocks.count
            * 64
    }
}

/// An inverted list: for every term the rows that hold it and how often.
struct PostingTable {
    var terms: [UInt64] = []
    var starts: [UInt32] = [0]
    var rows: [UInt32] = []
    var frequencies: [UInt16] = []
}

extension RandomAccessCollection where Element: Comparable {
    /// The index of an element in an ascending collection.
    func binarySearch(_ element: Element) -> Index? {
        var low = startIndex
        var count = self.count
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if self[middle] < element {
                low = index(after: middle)
                count -= half + 1
            } else {
                count = half
            }
        }
        return low < endIndex && self[low] == element ? low : nil
    }
}
