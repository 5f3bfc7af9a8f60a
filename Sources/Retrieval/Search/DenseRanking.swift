/// Exact nearest neighbours by cosine among the segments that the reader may see.
struct DenseRanking {
    private let query: VectorRow
    private let segments: [LiveSegment]
    private let scanner: any VectorScanner

    init(query: VectorRow, segments: [LiveSegment], scanner: any VectorScanner) {
        self.query = query
        self.segments = segments
        self.scanner = scanner
    }

    func candidates(for question: SearchQuery, max count: Int) -> [Candidate] {
        var heap = CandidateHeap(capacity: count)
        for (place, live) in segments.enumerated() where !live.segment.vectorRows.isEmpty {
            let cosines = cosines(of: live.segment)
            for (slot, row) in live.segment.vectorRows.enumerated() {
                guard Double(cosines[slot]) >= heap.threshold, !live.dead.contains(Int(row)) else { continue }
                let sentAt = live.segment.sentAt[Int(row)]
                guard question.admits(sentAtMicroseconds: sentAt) else { continue }
                heap.offer(
                    Candidate(
                        score: Double(cosines[slot]),
                        sentAt: sentAt,
                        id: live.segment.ids[Int(row)],
                        segment: place,
                        row: Int(row)
                    )
                )
            }
        }
        return heap.sorted
    }

    private func cosines(of segment: IndexSegment) -> [Float] {
        var cosines = [Float](repeating: 0, count: segment.vectorRows.count)
        let rows = segment.vectorBlocks
        var out = cosines.mutableSpan
        scanner.dots(query: query.blocks.span, rows: rows.span, out: &out)
        return cosines
    }

    /// The cosine of one row; nil when it has no vector.
    func cosine(segment place: Int, row: Int) -> Float? {
        let segment = segments[place].segment
        guard let slot = segment.vectorSlot(ofRow: row) else { return nil }
        let width = query.blocks.count
        var out: [Float] = [0]
        var result = out.mutableSpan
        let rows = segment.vectorBlocks
        let own = rows.span.extracting(slot * width..<(slot + 1) * width)
        scanner.dots(query: query.blocks.span, rows: own, out: &result)
        return out[0]
    }
}
