/// The normaliser that a SentencePiece model carries, for files that hold its settings rather than steps.
struct SentencePieceNormalizer: Sendable {
    var map: CharacterMap?
    /// A space before the text.
    var addsPrefix: Bool
    /// No spaces at the ends, one between words.
    var removesExtraSpaces: Bool

    /// Spaces are written as the mark that stands for them in the vocabulary.
    static let space: [UInt8] = [0xE2, 0x96, 0x81]

    func normalize(_ text: [UInt8]) -> [UInt8] {
        let mapped = map?.mapLongest(text) ?? text
        var result: [UInt8] = []
        result.reserveCapacity(mapped.count * 2)
        var pendingSpaces = addsPrefix && !mapped.isEmpty ? 1 : 0
        var isEmpty = true
        for byte in mapped {
            if byte == 0x20 {
                if removesExtraSpaces {
                    pendingSpaces = isEmpty ? pendingSpaces : 1
                } else {
                    pendingSpaces += 1
                }
                continue
            }
            for _ in 0..<pendingSpaces { result.append(contentsOf: Self.space) }
            pendingSpaces = 0
            isEmpty = false
            result.append(byte)
        }
        if !removesExtraSpaces { for _ in 0..<pendingSpaces { result.append(contentsOf: Self.space) } }
        return result
    }
}

extension CharacterMap {
    /// The text as SentencePiece maps it: at each place by the longest text in the map.
    func mapLongest(_ text: [UInt8]) -> [UInt8] {
        let span = text.span
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        while position < span.count {
            if let (bytes, matched) = replacement(span, position..<span.count, shortest: false) {
                append(bytes, to: &result)
                position += matched
            } else {
                let end = min(position + UTF8Scan.length(lead: span[position]), span.count)
                for index in position..<end { result.append(span[index]) }
                position = end
            }
        }
        return result
    }
}
