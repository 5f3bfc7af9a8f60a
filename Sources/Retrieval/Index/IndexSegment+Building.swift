import Identifiers

extension IndexSegment {
    /// A chunk that has been checked, with its vector in the form that is scanned.
    struct Row {
        let chunk: IndexedChunk
        let vector: VectorRow?
    }

    /// Builds a segment from chunks of the container, in any order, each id once.
    convenience init(building unsorted: [Row], containerID: Int64) {
        let rows = unsorted.sorted { $0.chunk.id < $1.chunk.id }
        var vectorRows: [UInt32] = []
        var blocks: [SIMD16<Float>] = []
        blocks.reserveCapacity(rows.reduce(0) { $0 + ($1.vector?.blocks.count ?? 0) })
        for (index, row) in rows.enumerated() {
            guard let vector = row.vector else { continue }
            vectorRows.append(UInt32(index))
            blocks.append(contentsOf: vector.blocks)
        }
        self.init(
            containerID: containerID,
            ids: rows.map(\.chunk.id),
            sentAt: rows.map(\.chunk.sentAt.microseconds),
            lengths: rows.map(\.chunk.terms.length),
            postings: PostingTable(inverting: rows.map(\.chunk.terms)),
            vectorRows: vectorRows,
            vectorBlocks: blocks
        )
    }
}

extension PostingTable {
    /// Inverts term vectors by counting: one pass numbers the terms, one places the rows.
    init(inverting vectors: [TermVector]) {
        let (ordinals, counts) = Self.countTerms(vectors)
        let sorted = ordinals.keys.sorted()
        terms = sorted
        starts.reserveCapacity(sorted.count + 1)
        var next = [UInt32](repeating: 0, count: sorted.count)
        var total: UInt32 = 0
        for term in sorted {
            let ordinal = Int(ordinals[term, default: 0])
            next[ordinal] = total
            total += counts[ordinal]
            starts.append(total)
        }
        rows = [UInt32](repeating: 0, count: Int(total))
        frequencies = [UInt16](repeating: 0, count: Int(total))
        for (row, vector) in vectors.enumerated() {
            for entry in vector.entries {
                let ordinal = Int(ordinals[entry.term.value, default: 0])
                let place = Int(next[ordinal])
                next[ordinal] += 1
                rows[place] = UInt32(row)
                frequencies[place] = entry.frequency
            }
        }
    }

    private static func countTerms(_ vectors: [TermVector]) -> (ordinals: [UInt64: UInt32], counts: [UInt32])
    {
        var ordinals: [UInt64: UInt32] = [:]
        var counts: [UInt32] = []
        for vector in vectors {
            for entry in vector.entries {
                if let ordinal = ordinals[entry.term.value] {
                    counts[Int(ordinal)] += 1
                } else {
                    ordinals[entry.term.value] = UInt32(counts.count)
                    counts.append(1)
                }
            }
        }
        return (ordinals, counts)
    }
}
