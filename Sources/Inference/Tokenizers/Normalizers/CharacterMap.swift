/// SentencePiece's precompiled character map: a double-array trie of texts, each with its replacement.
///
/// Layout: four bytes of length, the trie's cells of four bytes each (darts-clone), then the replacements, each
/// ended by a zero byte.
struct CharacterMap: Sendable {
    private let cells: [UInt32]
    private let replacements: [UInt8]

    enum Defect: Error, Equatable { case truncated, misaligned, endless }

    init(_ bytes: [UInt8]) throws(Defect) {
        guard bytes.count >= 4 else { throw .truncated }
        let size = Int(Self.word(bytes, 0))
        guard size <= bytes.count - 4 else { throw .truncated }
        guard size.isMultiple(of: 4), size > 0 else { throw .misaligned }
        cells = (0..<size / 4).map { Self.word(bytes, 4 + $0 * 4) }
        replacements = Array(bytes[(4 + size)...])
        // A replacement ends at a zero byte: without one at the end, the last would have no end.
        guard replacements.last == 0 || replacements.isEmpty else { throw .endless }
    }

    private static func word(_ bytes: [UInt8], _ index: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * $1) }
    }

    private func cell(_ index: Int) -> UInt32? { cells.indices.contains(index) ? cells[index] : nil }

    private static func offset(_ cell: UInt32) -> Int {
        Int((cell >> 10) << ((cell & (1 << 9)) >> 6))
    }

    /// The replacement of the shortest, or else the longest, text in the map that `range` begins with.
    func replacement(
        _ text: borrowing Span<UInt8>,
        _ range: Range<Int>,
        shortest: Bool
    ) -> (bytes: Range<Int>, matched: Int)? {
        guard let root = cell(0) else { return nil }
        var position = Self.offset(root)
        var found: (Int, Int)?
        for index in range {
            let byte = text[index]
            // A zero byte marks the values inside the trie.
            guard byte != 0 else { break }
            position ^= Int(byte)
            guard let unit = cell(position), unit & (1 << 31 | 0xFF) == UInt32(byte) else { break }
            position ^= Self.offset(unit)
            guard unit >> 8 & 1 == 1 else { continue }
            guard let value = cell(position) else { break }
            found = (Int(value & 0x7FFF_FFFF), index + 1 - range.lowerBound)
            if shortest { break }
        }
        guard let (start, matched) = found, start < replacements.count else { return nil }
        var end = start
        while end < replacements.count, replacements[end] != 0 { end += 1 }
        return (start..<end, matched)
    }

    /// The text as the `tokenizers` library maps it: whole grapheme clusters of less than six bytes first, by the
    /// shortest text in the map that they begin with, then single characters.
    func map(_ text: [UInt8]) -> [UInt8] {
        let span = text.span
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        while position < span.count {
            let end = clusterEnd(span, position)
            if end - position < 6,
                let (bytes, _) = replacement(span, position..<end, shortest: true)
            {
                result.append(contentsOf: replacements[bytes])
            } else {
                mapScalars(span, position..<end, into: &result)
            }
            position = end
        }
        return result
    }

    func append(_ replacement: Range<Int>, to result: inout [UInt8]) {
        result.append(contentsOf: replacements[replacement])
    }

    private func mapScalars(
        _ text: borrowing Span<UInt8>,
        _ range: Range<Int>,
        into result: inout [UInt8]
    ) {
        var position = range.lowerBound
        while position < range.upperBound {
            let end = min(position + UTF8Scan.length(lead: text[position]), range.upperBound)
            if let (bytes, _) = replacement(text, position..<end, shortest: true) {
                result.append(contentsOf: replacements[bytes])
            } else {
                for index in position..<end { result.append(text[index]) }
            }
            position = end
        }
    }

    /// Where the grapheme cluster at `position` ends; most are one character.
    private func clusterEnd(_ text: borrowing Span<UInt8>, _ position: Int) -> Int {
        var (scalar, length) = UTF8Scan.scalar(text, at: position)
        var end = position + length
        guard end < text.count else { return end }
        var next = UTF8Scan.scalar(text, at: end)
        if !Self.mayJoin(scalar, next.0) { return end }
        // Only here, where characters may join, a string is made and its clusters are asked for.
        var stretch: [UInt8] = []
        for index in position..<end { stretch.append(text[index]) }
        while end < text.count, Self.mayJoin(scalar, next.0) {
            for index in end..<end + next.length { stretch.append(text[index]) }
            end += next.length
            scalar = next.0
            guard end < text.count else { break }
            next = UTF8Scan.scalar(text, at: end)
        }
        let first = String(decoding: stretch, as: UTF8.self).first
        length = first.map { String($0).utf8.count } ?? length
        return position + length
    }

    /// False when there is a boundary for sure.
    private static func mayJoin(_ left: UInt32, _ right: UInt32) -> Bool {
        if right < 0x300 { return left == 0x0D && right == 0x0A || left >= 0x600 && prepends(left) }
        if left < 0x300, !extends(right) { return false }
        if isPlain(left), isPlain(right) { return false }
        return true
    }

    /// Kana and ideographs, which never join each other.
    private static func isPlain(_ scalar: UInt32) -> Bool {
        (0x3041...0x3096).contains(scalar) || (0x30A1...0x30FA).contains(scalar)
            || (0x3400...0x9FFF).contains(scalar) || (0x3001...0x3029).contains(scalar)
    }

    private static func extends(_ scalar: UInt32) -> Bool {
        scalar == 0x200C || scalar == 0x200D || !ScalarTraits.of(scalar).isDisjoint(with: .mark)
            || (0x1F3FB...0x1F3FF).contains(scalar) || (0xE0020...0xE007F).contains(scalar)
            || scalar == 0xFF9E || scalar == 0xFF9F || scalar == 0xE33 || scalar == 0xEB3
    }

    private static func prepends(_ scalar: UInt32) -> Bool {
        ScalarTraits.of(scalar).contains(.other) || (0xD00...0xD7F).contains(scalar)
            || scalar > 0x11000
    }
}
