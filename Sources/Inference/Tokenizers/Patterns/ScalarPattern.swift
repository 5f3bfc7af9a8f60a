/// A regular expression of the kind that tokenizer files hold: alternatives of runs of character classes.
///
/// Greedy, first alternative first, with lookahead and the end of the text. Groups may stand in it, not repeat.
/// The steps for one text are limited in proportion to its length: what is left when they are spent, which
/// only patterns made for it reach, is not matched.
struct ScalarPattern: Sendable {
    indirect enum Item: Equatable, Sendable {
        /// A class from `least` to `most` times.
        case run(ScalarClass, least: Int, most: Int, isPossessive: Bool)
        case group([[Item]], least: Int)
        case lookahead([[Item]], isNegative: Bool)
        case end
    }

    let alternatives: [[Item]]
    /// For each first byte, whether an alternative can begin with it.
    private let starts: [[Bool]]
    private let startsAny: [Bool]

    init(_ alternatives: [[Item]]) {
        self.alternatives = alternatives
        let starts = alternatives.map { alternative in
            (0..<256).map { byte in Self.canBegin(alternative[...], byte) }
        }
        self.starts = starts
        startsAny = (0..<256).map { byte in starts.contains { $0[byte] } }
    }

    private static func canBegin(_ items: ArraySlice<Item>, _ byte: Int) -> Bool {
        guard let item = items.first else { return true }
        switch item {
        case .run(let set, let least, _, _):
            // Several characters share a first byte; any of them may be in the class.
            if byte >= 0x80 || set.contains(UInt32(byte)) { return true }
            return least == 0 && canBegin(items.dropFirst(), byte)
        case .group(let alternatives, let least):
            if alternatives.contains(where: { canBegin($0[...], byte) }) { return true }
            return least == 0 && canBegin(items.dropFirst(), byte)
        case .lookahead, .end: return true
        }
    }

    /// The end of the match that begins at `position`, if there is one.
    private func end(
        _ text: borrowing Span<UInt8>,
        at position: Int,
        limit: Int,
        _ steps: inout Int
    ) -> Int? {
        let byte = Int(text[position])
        guard startsAny[byte] else { return nil }
        for index in alternatives.indices where starts[index][byte] {
            if let end = Self.match(alternatives[index], 0, text, position, limit, &steps) { return end }
        }
        return nil
    }

    private static func match(
        _ items: [Item],
        _ index: Int,
        _ text: borrowing Span<UInt8>,
        _ position: Int,
        _ limit: Int,
        _ steps: inout Int
    ) -> Int? {
        guard index < items.count else { return position }
        steps -= 1
        guard steps > 0 else { return nil }
        switch items[index] {
        case .run(let set, let least, let most, let isPossessive):
            return matchRun(items, index, set, least, most, isPossessive, text, position, limit, &steps)
        case .group(let alternatives, let least):
            for alternative in alternatives {
                // A group's own choices are not taken back once its alternative matched.
                if let end = match(alternative, 0, text, position, limit, &steps),
                    let whole = match(items, index + 1, text, end, limit, &steps)
                {
                    return whole
                }
            }
            return least == 0 ? match(items, index + 1, text, position, limit, &steps) : nil
        case .lookahead(let alternatives, let isNegative):
            var isThere = false
            for alternative in alternatives where !isThere {
                isThere = match(alternative, 0, text, position, limit, &steps) != nil
            }
            return isThere != isNegative ? match(items, index + 1, text, position, limit, &steps) : nil
        case .end: return position == limit ? match(items, index + 1, text, position, limit, &steps) : nil
        }
    }

    private static func matchRun(
        _ items: [Item],
        _ index: Int,
        _ set: ScalarClass,
        _ least: Int,
        _ most: Int,
        _ isPossessive: Bool,
        _ text: borrowing Span<UInt8>,
        _ position: Int,
        _ limit: Int,
        _ steps: inout Int
    ) -> Int? {
        var end = position
        var count = 0
        while end < limit, count < most {
            let (scalar, length) = UTF8Scan.scalar(text, at: end)
            guard set.contains(scalar) else { break }
            end += length
            count += 1
        }
        steps -= count / 8
        guard count >= least else { return nil }
        if index + 1 == items.count { return end }
        while true {
            if let whole = match(items, index + 1, text, end, limit, &steps) { return whole }
            guard count > least, !isPossessive else { return nil }
            end = UTF8Scan.before(text, end)
            count -= 1
        }
    }

    /// A run to the end of the text: where it fails, it fails everywhere inside the run.
    private var endingRun: ScalarClass? {
        guard alternatives.count == 1, alternatives[0].count == 2, alternatives[0][1] == .end,
            case .run(let set, _, .max, _) = alternatives[0][0]
        else { return nil }
        return set
    }

    /// Calls `found` with each match from left to right; what lies between two is not matched.
    func forEachMatch(
        _ text: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ found: (Range<Int>) -> Void
    ) {
        let ending = endingRun
        var steps = 1_000_000 + range.count.multipliedReportingOverflow(by: 64).partialValue
        var position = range.lowerBound
        while position < range.upperBound, steps > 0 {
            if let end = end(text, at: position, limit: range.upperBound, &steps), end > position {
                found(position..<end)
                position = end
                continue
            }
            position += UTF8Scan.length(lead: text[position])
            if let ending {
                while position < range.upperBound {
                    let before = UTF8Scan.scalar(text, at: UTF8Scan.before(text, position)).0
                    guard ending.contains(before) else { break }
                    position += UTF8Scan.length(lead: text[position])
                }
            }
        }
    }
}
