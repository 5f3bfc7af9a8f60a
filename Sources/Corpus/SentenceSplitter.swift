/// Cuts text into sentences for citing and for chunks; works on chat as well as on prose, in any script.
package enum SentenceSplitter {
    /// UTF-8 ranges of the sentences, in order, without the white space around them.
    ///
    /// Everything that is not white space lies in exactly one range. A sentence ends after `.`, `!` or `?`
    /// before white space, after a full stop of a script that writes none (`。`), and at a line end, unless
    /// the next line goes on in lower case. Points in numbers, addresses, abbreviations and initials end
    /// nothing; fenced code is one sentence.
    package static func sentences(in text: String) -> [Range<Int>] {
        var scanner = SentenceScanner(text)
        return scanner.scan()
    }
}

/// One pass over the scalars of a text.
private struct SentenceScanner {
    private let scalars: [Unicode.Scalar]
    /// UTF-8 offset of each scalar, and of the end.
    private let offsets: [Int]
    private var ranges: [Range<Int>] = []
    private var start = 0
    private var index = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var offsets: [Int] = []
        offsets.reserveCapacity(scalars.count + 1)
        var offset = 0
        for scalar in scalars {
            offsets.append(offset)
            offset += UTF8.width(scalar)
        }
        self.offsets = offsets + [offset]
    }

    mutating func scan() -> [Range<Int>] {
        while index < scalars.count { step() }
        end(at: scalars.count)
        return ranges
    }

    private mutating func step() {
        let scalar = scalars[index]
        if scalar == "`" {
            skipCode()
        } else if scalar == "\n" {
            if !continuesAfterLineEnd() { end(at: index) }
            index += 1
        } else if SentenceMark.isUnspacedStop(scalar) {
            endAfterMarks { SentenceMark.isUnspacedStop($0) }
        } else if SentenceMark.isStop(scalar) {
            endIfBorder()
        } else {
            index += 1
        }
    }

    /// Closes the sentence before `position`, which may be empty.
    private mutating func end(at position: Int) {
        var first = start
        var last = position
        while first < last, scalars[first].properties.isWhitespace { first += 1 }
        while last > first, scalars[last - 1].properties.isWhitespace { last -= 1 }
        if first < last { ranges.append(offsets[first]..<offsets[last]) }
        start = position
    }

    private mutating func endAfterMarks(_ isMark: (Unicode.Scalar) -> Bool) {
        while index < scalars.count, isMark(scalars[index]) || SentenceMark.isClosing(scalars[index]) {
            index += 1
        }
        end(at: index)
    }

    /// At a spaced stop: skips the run of stops and closing marks and ends the sentence when white space
    /// follows.
    private mutating func endIfBorder() {
        let first = index
        while index < scalars.count, SentenceMark.isStop(scalars[index]) { index += 1 }
        let marks = scalars[first..<index]
        while index < scalars.count, SentenceMark.isClosing(scalars[index]) { index += 1 }
        guard index < scalars.count else { return }
        guard scalars[index].properties.isWhitespace else { return }
        if marks.count == 1, marks[first] == ".", isAbbreviation(before: first) { return }
        if marks.count > 1, marks.allSatisfy({ $0 == "." }) || marks[first] == "…", nextWordIsLowercase() {
            return
        }
        end(at: index)
    }

    private func nextWordIsLowercase() -> Bool {
        var position = index
        while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
        return position < scalars.count && scalars[position].properties.isLowercase
    }

    /// The word that ends at a point is an abbreviation, an initial, or the number of a list item.
    private func isAbbreviation(before point: Int) -> Bool {
        var first = point
        while first > start, point - first <= SentenceMark.abbreviationScalarsMax,
            !scalars[first - 1].properties.isWhitespace, !SentenceMark.isOpening(scalars[first - 1])
        {
            first -= 1
        }
        let word = scalars[first..<point]
        guard let initial = word.first else { return false }
        if word.allSatisfy({ ("0"..."9").contains($0) }) { return isLineStart(first) }
        if word.count == 1 { return initial.properties.isUppercase && initial != "I" }
        let text = word.map { String($0) }.joined().lowercased()
        if SentenceMark.abbreviations.contains(text) { return true }
        let isDotted = word.contains(".") && text.split(separator: ".").allSatisfy { $0.count == 1 }
        return isDotted && (nextWordIsLowercase() || !endsSentenceWhenDotted(text))
    }

    private func endsSentenceWhenDotted(_ text: String) -> Bool {
        ["a.m", "p.m", "u.s", "u.k", "e.u"].contains(text)
    }

    private func isLineStart(_ position: Int) -> Bool {
        var before = position
        while before > 0, scalars[before - 1] == " " || scalars[before - 1] == "\t" { before -= 1 }
        return before == 0 || scalars[before - 1] == "\n" || before == start
    }

    /// A line that was wrapped by an editor: no stop before the line end, and a lower-case word after it.
    private func continuesAfterLineEnd() -> Bool {
        guard index > start, index + 1 < scalars.count else { return false }
        let before = scalars[index - 1]
        return scalars[index + 1].properties.isLowercase && !SentenceMark.isStop(before) && before != ":"
            && before != "`" && !before.properties.isWhitespace
    }

    /// Passes over `code` on one line, or over a fence up to its end, which makes it a sentence of its own.
    private mutating func skipCode() {
        if isFence(index) {
            end(at: index)
            index += 3
            while index < scalars.count, !isFence(index) { index += 1 }
            index = min(index + 3, scalars.count)
            end(at: index)
            return
        }
        let limit = min(scalars.count, index + SentenceMark.inlineCodeScalarsMax)
        var position = index + 1
        while position < limit, scalars[position] != "`", scalars[position] != "\n" { position += 1 }
        index = position < limit && scalars[position] == "`" ? position + 1 : index + 1
    }

    private func isFence(_ position: Int) -> Bool {
        position + 2 < scalars.count && scalars[position...(position + 2)].allSatisfy { $0 == "`" }
    }
}
