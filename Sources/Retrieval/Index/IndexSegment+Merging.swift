extension IndexSegment {
    /// One segment with the living rows of several of one container; each id lives in at most one of them.
    convenience init(merging parts: [LiveSegment], containerID: Int64, blocksPerVector: Int) {
        let order = RowOrder(parts: parts)
        var vectorRows: [UInt32] = []
        var blocks: [SIMD16<Float>] = []
        for (row, source) in order.sources.enumerated() {
            let segment = parts[source.part].segment
            guard let slot = segment.vectorSlot(ofRow: source.row) else { continue }
            vectorRows.append(UInt32(row))
            blocks.append(
                contentsOf: segment.vectorBlocks[slot * blocksPerVector..<(slot + 1) * blocksPerVector]
            )
        }
        self.init(
            containerID: containerID,
            ids: order.sources.map { parts[$0.part].segment.ids[$0.row] },
            sentAt: order.sources.map { parts[$0.part].segment.sentAt[$0.row] },
            lengths: order.sources.map { parts[$0.part].segment.lengths[$0.row] },
            postings: PostingTable(merging: parts, order: order),
            vectorRows: vectorRows,
            vectorBlocks: blocks
        )
    }
}

/// Where each row of a merged segment comes from, and where each old row goes.
private struct RowOrder {
    let sources: [(part: Int, row: Int)]
    /// By part and old row; nil for rows that are dead.
    let targets: [[UInt32?]]

    init(parts: [LiveSegment]) {
        var sources: [(part: Int, row: Int)] = []
        for (part, live) in parts.enumerated() {
            for row in 0..<live.segment.rowCount where !live.dead.contains(row) {
                sources.append((part, row))
            }
        }
        sources.sort { parts[$0.part].segment.ids[$0.row] < parts[$1.part].segment.ids[$1.row] }
        var targets = parts.map { [UInt32?](repeating: nil, count: $0.segment.rowCount) }
        for (target, source) in sources.enumerated() { targets[source.part][source.row] = UInt32(target) }
        self.sources = sources
        self.targets = targets
    }
}

extension PostingTable {
    fileprivate init(merging parts: [LiveSegment], order: RowOrder) {
        var cursors = [Int](repeating: 0, count: parts.count)
        var gathered: [(row: UInt32, frequency: UInt16)] = []
        while let term = Self.nextTerm(parts, cursors) {
            gathered.removeAll(keepingCapacity: true)
            for (part, live) in parts.enumerated() where cursors[part] < live.segment.terms.count {
                let segment = live.segment
                guard segment.terms[cursors[part]] == term else { continue }
                for index in Int(
                    segment.postingStarts[cursors[part]]
                )..<Int(segment.postingStarts[cursors[part] + 1]) {
                    guard let target = order.targets[part][Int(segment.postingRows[index])] else { continue }
                    gathered.append((target, segment.postingFrequencies[index]))
                }
                cursors[part] += 1
            }
            append(term: term, gathered.sorted { $0.row < $1.row })
        }
    }

    private static func nextTerm(_ parts: [LiveSegment], _ cursors: [Int]) -> UInt64? {
        var smallest: UInt64?
        for (part, live) in parts.enumerated() where cursors[part] < live.segment.terms.count {
            let term = live.segment.terms[cursors[part]]
            smallest = min(smallest ?? term, term)
        }
        return smallest
    }

    private mutating func append(term: UInt64, _ postings: [(row: UInt32, frequency: UInt16)]) {
        guard !postings.isEmpty else { return }
        terms.append(term)
        rows.append(contentsOf: postings.lazy.map(\.row))
        frequencies.append(contentsOf: postings.lazy.map(\.frequency))
        starts.append(UInt32(rows.count))
    }
}
