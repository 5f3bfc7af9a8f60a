/// A row of a segment with a score; the place refers to the segments of one search.
struct Candidate: Sendable {
    let score: Double
    let sentAt: Int64
    let id: Int64
    let segment: Int
    let row: Int

    /// The same row with another score.
    func rescored(_ score: Double) -> Candidate {
        Candidate(score: score, sentAt: sentAt, id: id, segment: segment, row: row)
    }

    /// Whether this ranks before `other`: higher score, then newer, then lower id. Total over distinct ids.
    func precedes(_ other: Candidate) -> Bool {
        if score != other.score { return score > other.score }
        if sentAt != other.sentAt { return sentAt > other.sentAt }
        return id < other.id
    }
}

/// The best candidates seen so far, in a binary heap with the worst on top.
///
/// Because the order is total, what is kept does not depend on the order in which candidates arrive.
struct CandidateHeap {
    private var items: [Candidate] = []
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        items.reserveCapacity(capacity)
    }

    /// Best first.
    var sorted: [Candidate] { items.sorted { $0.precedes($1) } }

    /// A score below this cannot enter.
    var threshold: Double { items.count < capacity ? -.infinity : items[0].score }

    mutating func offer(_ candidate: Candidate) {
        if items.count < capacity {
            items.append(candidate)
            siftUp(items.count - 1)
        } else if candidate.precedes(items[0]) {
            items[0] = candidate
            siftDown()
        }
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard items[parent].precedes(items[child]) else { return }
            items.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
                if items[worst].precedes(items[child]) { worst = child }
            }
            if worst == parent { return }
            items.swapAt(parent, worst)
            parent = worst
        }
    }
}
