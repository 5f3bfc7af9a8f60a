/// How a text is cut into words.
indirect enum PreTokenizer: Sendable {
    /// What a splitter looks for.
    enum Target: Sendable {
        case text([UInt8])
        case pattern(ScalarPattern)
        /// Each character with one of these traits by itself.
        case traits(ScalarTraits)
    }

    /// Where a mark for a space is put before a word.
    enum Prepending: String, Sendable {
        case always
        case first
        case never
        /// Even where the word begins with the mark already.
        case unconditional
    }

    case split(Target, SplitBehavior, isInverted: Bool)
    /// A space before each word that has none.
    case prefixSpace
    case metaspace(mark: [UInt8], Prepending, splits: Bool)
    case sequence([PreTokenizer])

    func apply(_ list: inout WordList) {
        switch self {
        case .split(let target, let behavior, let isInverted):
            Self.split(&list, target, behavior, isInverted)
        case .prefixSpace:
            list.rewrite { text, word, _, result in
                if text[word.lowerBound] != 0x20 { result.append(0x20) }
                for index in word { result.append(text[index]) }
            }
        case .metaspace(let mark, let prepending, let splits):
            Self.markSpaces(&list, mark, prepending)
            if splits { Self.split(&list, .text(mark), .mergedWithNext, false) }
        case .sequence(let steps): for step in steps { step.apply(&list) }
        }
    }

    private static func markSpaces(_ list: inout WordList, _ mark: [UInt8], _ prepending: Prepending) {
        list.rewrite { text, word, startsText, result in
            var beginsWithMark = text[word.lowerBound] == 0x20
            if word.count >= mark.count, !beginsWithMark {
                beginsWithMark = mark.indices.allSatisfy { text[word.lowerBound + $0] == mark[$0] }
            }
            let isPrefixed =
                switch prepending {
                case .always: !beginsWithMark
                case .first: !beginsWithMark && startsText
                case .never: false
                case .unconditional: true
                }
            if isPrefixed { result.append(contentsOf: mark) }
            for index in word {
                if text[index] == 0x20 {
                    result.append(contentsOf: mark)
                } else {
                    result.append(text[index])
                }
            }
        }
    }

    private static func split(
        _ list: inout WordList,
        _ target: Target,
        _ behavior: SplitBehavior,
        _ isInverted: Bool
    ) {
        var collector = SplitCollector(behavior)
        collector.reserve(list.words.count + list.text.count / 4)
        let bytes = list.text
        let text = bytes.span
        for word in list.words {
            var position = word.lowerBound
            target.forEachMatch(text, word) { match in
                collector.add(position..<match.lowerBound, isMatch: isInverted)
                collector.add(match, isMatch: !isInverted)
                position = match.upperBound
            }
            collector.add(position..<word.upperBound, isMatch: isInverted)
            collector.endWord()
        }
        list.words = collector.words
    }
}

extension PreTokenizer.Target {
    func forEachMatch(_ text: borrowing Span<UInt8>, _ range: Range<Int>, _ found: (Range<Int>) -> Void) {
        switch self {
        case .pattern(let pattern): pattern.forEachMatch(text, range, found)
        case .text(let wanted): Self.forEach(wanted, text, range, found)
        case .traits(let traits):
            var position = range.lowerBound
            while position < range.upperBound {
                let (scalar, length) = UTF8Scan.scalar(text, at: position)
                if !ScalarTraits.of(scalar).isDisjoint(with: traits) { found(position..<position + length) }
                position += length
            }
        }
    }

    private static func forEach(
        _ wanted: [UInt8],
        _ text: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ found: (Range<Int>) -> Void
    ) {
        guard let lead = wanted.first else { return }
        var position = range.lowerBound
        while position + wanted.count <= range.upperBound {
            var isThere = text[position] == lead
            if isThere {
                for offset in wanted.indices where text[position + offset] != wanted[offset] {
                    isThere = false
                    break
                }
            }
            if isThere { found(position..<position + wanted.count) }
            position += isThere ? wanted.count : 1
        }
    }
}
