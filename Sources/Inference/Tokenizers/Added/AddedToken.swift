/// A piece of text that is one token wherever it stands.
struct AddedToken: Equatable, Sendable {
    var text: [UInt8]
    var token: Int32
    /// Control tokens, which decoding may leave out.
    var isSpecial = false
    /// Not inside a word.
    var isWholeWord = false
    /// Takes the white space before it, after it.
    var stripsLeft = false
    var stripsRight = false
    /// Looked for in the normalised text rather than in the text as it came.
    var isNormalized = false
}

/// Finds added tokens in text: from left to right, at each place the longest.
struct AddedTokenScan: Sendable {
    private let byLead: [[AddedToken]]
    let isEmpty: Bool

    init(_ tokens: [AddedToken]) {
        var byLead = [[AddedToken]](repeating: [], count: 256)
        for token in tokens { if let lead = token.text.first { byLead[Int(lead)].append(token) } }
        for lead in byLead.indices {
            // The first of several with the same text stays first.
            byLead[lead] = byLead[lead].enumerated().sorted {
                ($1.element.text.count, $0.offset) < ($0.element.text.count, $1.offset)
            }.map(\.element)
        }
        self.byLead = byLead
        isEmpty = tokens.isEmpty
    }

    /// Calls `piece` with each stretch of text, and with the token that it is, if any.
    func forEachPiece(_ text: [UInt8], _ piece: (Range<Int>, Int32?) -> Void) {
        guard !isEmpty else { return piece(0..<text.count, nil) }
        let span = text.span
        var done = 0
        var position = 0
        while position < span.count {
            guard let match = longest(span, at: position) else {
                position += 1
                continue
            }
            let end = position + match.text.count
            defer { position = end }
            if match.isWholeWord, Self.touchesWord(span, position..<end) { continue }
            var range = position..<end
            if match.stripsLeft { range = max(done, Self.spaceStart(span, position))..<end }
            if match.stripsRight { range = range.lowerBound..<Self.spaceEnd(span, end) }
            if range.lowerBound > done { piece(done..<range.lowerBound, nil) }
            piece(range, match.token)
            done = range.upperBound
        }
        if done < span.count { piece(done..<span.count, nil) }
    }

    private func longest(_ text: borrowing Span<UInt8>, at position: Int) -> AddedToken? {
        let candidates = byLead[Int(text[position])]
        if candidates.isEmpty { return nil }
        for candidate in candidates where candidate.text.count <= text.count - position {
            var matches = true
            for index in candidate.text.indices where candidate.text[index] != text[position + index] {
                matches = false
                break
            }
            if matches { return candidate }
        }
        return nil
    }

    private static func touchesWord(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        if range.lowerBound > 0 {
            let before = UTF8Scan.scalar(text, at: UTF8Scan.before(text, range.lowerBound)).0
            if ScalarTraits.of(before).contains(.word) { return true }
        }
        return range.upperBound < text.count
            && ScalarTraits.of(UTF8Scan.scalar(text, at: range.upperBound).0).contains(.word)
    }

    private static func spaceStart(_ text: borrowing Span<UInt8>, _ position: Int) -> Int {
        var start = position
        while start > 0 {
            let before = UTF8Scan.before(text, start)
            guard ScalarTraits.of(UTF8Scan.scalar(text, at: before).0).contains(.space) else { break }
            start = before
        }
        return start
    }

    private static func spaceEnd(_ text: borrowing Span<UInt8>, _ position: Int) -> Int {
        var end = position
        while end < text.count, ScalarTraits.of(UTF8Scan.scalar(text, at: end).0).contains(.space) {
            end += UTF8Scan.length(lead: text[end])
        }
        return end
    }
}
