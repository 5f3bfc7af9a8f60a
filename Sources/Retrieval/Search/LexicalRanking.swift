import Foundation

/// BM25 over the segments that the reader may see; every statistic is counted in them (Robertson and
/// Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; the weight is the variant that
/// is never negative).
struct LexicalRanking {
    /// Ascending by term: the order in which scores are summed, for every chunk the same.
    let queryTerms: [QueryTerm]
    let visibleChunkCount: Int
    private let segments: [LiveSegment]
    /// The postings of each query term, by segment.
    private let postings: [[Range<Int>]]
    private let averageLength: Double
    private let settings: RankingSettings

    init(query: TermVector, segments: [LiveSegment], settings: RankingSettings) {
        self.segments = segments
        self.settings = settings
        let count = segments.reduce(0) { $0 + $1.liveCount }
        let length = segments.reduce(0) { $0 + $1.liveLength }
        averageLength = count > 0 ? max(Double(length) / Double(count), 1) : 1
        visibleChunkCount = count
        let postings = segments.map { live in query.entries.map { live.segment.postings(of: $0.term) } }
        queryTerms = query.entries.enumerated().map { index, entry in
            let frequency = zip(segments, postings).reduce(0) { $0 + $1.0.liveRows(in: $1.1[index]) }
            return QueryTerm(
                term: entry.term,
                frequency: entry.frequency,
                documentFrequency: frequency,
                weight: Self.weight(documentFrequency: frequency, chunkCount: count)
            )
        }
        self.postings = postings
    }

    /// The inverse document frequency.
    private static func weight(documentFrequency: Int, chunkCount: Int) -> Double {
        let matching = Double(documentFrequency)
        return log(1 + (Double(chunkCount) - matching + 0.5) / (matching + 0.5))
    }

    /// The best rows that hold a query term, and how many hold one at all.
    func candidates(for query: SearchQuery) -> (best: [Candidate], matchCount: Int) {
        var heap = CandidateHeap(capacity: settings.candidatesMax)
        var matchCount = 0
        var scores: [Double] = []
        for place in segments.indices where postings[place].contains(where: { !$0.isEmpty }) {
            let live = segments[place]
            if scores.count < live.segment.rowCount {
                scores.append(contentsOf: repeatElement(0, count: live.segment.rowCount - scores.count))
            }
            for row in accumulate(place, into: &scores) {
                defer { scores[row] = 0 }
                let sentAt = live.segment.sentAt[row]
                guard !live.dead.contains(row), query.admits(sentAtMicroseconds: sentAt) else { continue }
                matchCount += 1
                guard scores[row] >= heap.threshold else { continue }
                let id = live.segment.ids[row]
                heap.offer(Candidate(score: scores[row], sentAt: sentAt, id: id, segment: place, row: row))
            }
        }
        return (heap.sorted, matchCount)
    }

    /// Adds every term's share to its rows and returns the rows that were touched, each once.
    private func accumulate(_ place: Int, into scores: inout [Double]) -> [Int] {
        let segment = segments[place].segment
        var touched: [Int] = []
        for (term, range) in zip(queryTerms, postings[place]) {
            for index in range {
                let row = Int(segment.postingRows[index])
                if scores[row] == 0 { touched.append(row) }
                scores[row] += share(
                    of: term,
                    frequency: segment.postingFrequencies[index],
                    length: segment.lengths[row]
                )
            }
        }
        return touched
    }

    /// The score of one row, summed in the same order as in `candidates`.
    func score(segment place: Int, row: Int) -> Double {
        let segment = segments[place].segment
        var score = 0.0
        for (term, range) in zip(queryTerms, postings[place]) {
            let frequency = segment.frequency(inRow: row, postings: range)
            if frequency > 0 { score += share(of: term, frequency: frequency, length: segment.lengths[row]) }
        }
        return score
    }

    private func share(of term: QueryTerm, frequency: UInt16, length: UInt32) -> Double {
        let repeats = Double(frequency)
        let discount = settings.k1 * (1 - settings.b + settings.b * Double(length) / averageLength)
        return term.weight * Double(term.frequency) * repeats * (settings.k1 + 1) / (repeats + discount)
    }
}

extension LiveSegment {
    /// How many of these postings belong to living rows.
    func liveRows(in postings: Range<Int>) -> Int {
        guard dead.count > 0 else { return postings.count }
        return postings.reduce(0) { $0 + (dead.contains(Int(segment.postingRows[$1])) ? 0 : 1) }
    }
}
