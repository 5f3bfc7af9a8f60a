/// What becomes of the pieces of text that a splitter finds.
enum SplitBehavior: String, Sendable {
    case removed = "Removed"
    case isolated = "Isolated"
    case mergedWithPrevious = "MergedWithPrevious"
    case mergedWithNext = "MergedWithNext"
    case contiguous = "Contiguous"
}

/// Collects the pieces of one word, found and not found, and joins them as the behaviour says.
struct SplitCollector {
    let behavior: SplitBehavior
    private(set) var words: [Range<Int>] = []
    private var pieces: [(range: Range<Int>, isMatch: Bool)] = []

    init(_ behavior: SplitBehavior) {
        self.behavior = behavior
    }

    mutating func reserve(_ count: Int) { words.reserveCapacity(count) }

    mutating func add(_ range: Range<Int>, isMatch: Bool) {
        if range.isEmpty { return }
        switch behavior {
        case .isolated: words.append(range)
        case .removed: if !isMatch { words.append(range) }
        default: pieces.append((range, isMatch))
        }
    }

    mutating func endWord() {
        switch behavior {
        case .isolated, .removed: return
        case .contiguous: join { $0 == $1 }
        case .mergedWithPrevious: joinWithPrevious()
        case .mergedWithNext: joinWithNext()
        }
        pieces.removeAll(keepingCapacity: true)
    }

    private mutating func join(_ belongs: (Bool, Bool) -> Bool) {
        var before: Bool?
        for piece in pieces {
            if let before, let last = words.last, belongs(before, piece.isMatch) {
                words[words.count - 1] = last.lowerBound..<piece.range.upperBound
            } else {
                words.append(piece.range)
            }
            before = piece.isMatch
        }
    }

    private mutating func joinWithPrevious() {
        var wasMatch = false
        var isFirst = true
        for piece in pieces {
            if piece.isMatch, !wasMatch, !isFirst, let last = words.last {
                words[words.count - 1] = last.lowerBound..<piece.range.upperBound
            } else {
                words.append(piece.range)
            }
            wasMatch = piece.isMatch
            isFirst = false
        }
    }

    private mutating func joinWithNext() {
        var joined: [Range<Int>] = []
        var wasMatch = false
        for piece in pieces.reversed() {
            if piece.isMatch, !wasMatch, let next = joined.last {
                joined[joined.count - 1] = piece.range.lowerBound..<next.upperBound
            } else {
                joined.append(piece.range)
            }
            wasMatch = piece.isMatch
        }
        words.append(contentsOf: joined.reversed())
    }
}
