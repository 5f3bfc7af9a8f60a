/// Working memory for the merging of one word, kept so that words do not allocate.
struct MergeScratch: Sendable {
    /// A token, or a piece of text that is none (-1), in the linked list of a word's pieces.
    struct Piece: Sendable {
        var token: Int32
        var start: Int32
        var end: Int32
        var previous: Int32
        var next: Int32
    }

    var pieces: [Piece] = []
    /// Candidates: rank in the upper half, index of the left piece in the lower.
    var queue: [UInt64] = []

    mutating func start() {
        pieces.removeAll(keepingCapacity: true)
    }

    mutating func append(_ token: Int32, _ range: Range<Int>) {
        let index = Int32(pieces.count)
        pieces.append(
            Piece(
                token: token,
                start: Int32(range.lowerBound),
                end: Int32(range.upperBound),
                previous: index - 1,
                next: index + 1
            )
        )
    }
}

/// What two neighbouring pieces of a word become.
protocol PieceMerging {
    func merge(
        _ left: MergeScratch.Piece,
        _ right: MergeScratch.Piece,
        _ text: borrowing Span<UInt8>
    ) -> PairTable.Merge?
}

extension MergeScratch {
    /// Words up to this length are searched through for each merge; longer ones keep a queue.
    private static let searchedMax = 24

    /// Merges neighbours, the lowest rank first and of equal ranks the leftmost, until nothing merges.
    ///
    /// Afterwards `pieces` holds what is left, from the first on in order.
    mutating func merge(_ text: borrowing Span<UInt8>, _ merging: some PieceMerging) {
        guard pieces.count > 1 else { return }
        if pieces.count <= Self.searchedMax {
            mergeBySearch(text, merging)
        } else {
            mergeByQueue(text, merging)
        }
    }

    private mutating func mergeBySearch(_ text: borrowing Span<UInt8>, _ merging: some PieceMerging) {
        queue.removeAll(keepingCapacity: true)
        // Rank and token of each piece with the one after it.
        for index in 0..<pieces.count - 1 {
            queue.append(Self.packed(merging.merge(pieces[index], pieces[index + 1], text)))
        }
        while let (index, packed) = lowest() {
            pieces[index].token = Int32(truncatingIfNeeded: packed & 0xFFFF_FFFF)
            pieces[index].end = pieces[index + 1].end
            pieces.remove(at: index + 1)
            queue.remove(at: index)
            if index < queue.count {
                queue[index] = Self.packed(merging.merge(pieces[index], pieces[index + 1], text))
            }
            if index > 0 {
                queue[index - 1] = Self.packed(merging.merge(pieces[index - 1], pieces[index], text))
            }
        }
    }

    private static func packed(_ merge: PairTable.Merge?) -> UInt64 {
        guard let merge else { return .max }
        return UInt64(merge.rank) << 32 | UInt64(UInt32(bitPattern: merge.token))
    }

    private func lowest() -> (Int, UInt64)? {
        var found = -1
        var least = UInt64.max
        for index in queue.indices where queue[index] != .max {
            // Ranks alone decide; of equal ones the leftmost stays.
            if found < 0 || queue[index] >> 32 < least >> 32 { (found, least) = (index, queue[index]) }
        }
        return found < 0 ? nil : (found, least)
    }
}

// MARK: - Long words

extension MergeScratch {
    private mutating func mergeByQueue(_ text: borrowing Span<UInt8>, _ merging: some PieceMerging) {
        queue.removeAll(keepingCapacity: true)
        pieces[pieces.count - 1].next = -1
        for index in 0..<pieces.count - 1 { offer(index, text, merging) }
        while let top = pop() {
            let left = Int(top & 0xFFFF_FFFF)
            let right = Int(pieces[left].next)
            // Pieces that are gone have no end; a candidate whose rank is another now was overtaken.
            guard pieces[left].end >= 0, right >= 0,
                let merge = merging.merge(pieces[left], pieces[right], text),
                UInt64(merge.rank) == top >> 32
            else { continue }
            pieces[left].token = merge.token
            pieces[left].end = pieces[right].end
            pieces[left].next = pieces[right].next
            pieces[right].end = -1
            let after = Int(pieces[right].next)
            if after >= 0 { pieces[after].previous = Int32(left) }
            offer(left, text, merging)
            if pieces[left].previous >= 0 { offer(Int(pieces[left].previous), text, merging) }
        }
        pieces.removeAll { $0.end < 0 }
    }

    private mutating func offer(_ left: Int, _ text: borrowing Span<UInt8>, _ merging: some PieceMerging) {
        let right = Int(pieces[left].next)
        guard right >= 0, let merge = merging.merge(pieces[left], pieces[right], text) else { return }
        push(UInt64(merge.rank) << 32 | UInt64(left))
    }

    private mutating func push(_ candidate: UInt64) {
        queue.append(candidate)
        var index = queue.count - 1
        while index > 0, queue[index] < queue[(index - 1) / 2] {
            queue.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func pop() -> UInt64? {
        guard let top = queue.first, let last = queue.popLast() else { return nil }
        guard !queue.isEmpty else { return top }
        queue[0] = last
        var index = 0
        while true {
            var child = 2 * index + 1
            if child >= queue.count { break }
            if child + 1 < queue.count, queue[child + 1] < queue[child] { child += 1 }
            if queue[index] <= queue[child] { break }
            queue.swapAt(index, child)
            index = child
        }
        return top
    }
}
