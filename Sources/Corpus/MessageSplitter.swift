import Identifiers

/// Cuts a message that is longer than a chunk: between sentences, inside a sentence only when it alone is too
/// long.
///
/// The tokenizer has counted the message once; the parts are estimated by weight and scaled to that count,
/// with a tenth kept in reserve because the estimate can be off.
struct MessageSplitter {
    private static let reserve = 0.9

    let message: StoredMessage
    /// Of the whole line, author included.
    let tokens: Int
    let tokensMax: Int

    /// At least one piece; each piece's text is an exact part of the message's.
    func pieces() -> [ChunkPiece] {
        let bytes = Array(message.text.utf8)
        let author = TokenWeight.of(Array(message.authorName.utf8)) + 1
        let scale = Double(max(1, tokens)) / max(1, TokenWeight.of(bytes) + author)
        let weightMax = max(1, Double(tokensMax) * Self.reserve / scale - author)
        return ranges(bytes, weightMax: weightMax).map { range in
            let estimate = (TokenWeight.of(bytes[range]) + author) * scale
            return ChunkPiece(
                message,
                text: String(decoding: bytes[range], as: UTF8.self),
                tokens: min(tokensMax, Int(estimate.rounded(.up)))
            )
        }
    }

    /// Neighbouring sentences joined up to the weight.
    private func ranges(_ bytes: [UInt8], weightMax: Double) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var weight = 0.0
        for sentence in SentenceSplitter.sentences(in: message.text) {
            for part in parts(of: sentence, bytes, weightMax: weightMax) {
                let more = TokenWeight.of(bytes[part])
                if let last = out.last, weight + more <= weightMax {
                    out[out.count - 1] = last.lowerBound..<part.upperBound
                    weight += more
                } else {
                    out.append(part)
                    weight = more
                }
            }
        }
        return out.isEmpty ? [0..<bytes.count] : out
    }

    /// The sentence whole, or cut at the last white space that fits, or between scalars when there is none.
    private func parts(of sentence: Range<Int>, _ bytes: [UInt8], weightMax: Double) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = sentence.lowerBound
        while start < sentence.upperBound {
            let end = cut(start..<sentence.upperBound, bytes, weightMax: weightMax)
            out.append(start..<end)
            start = end
            while start < sentence.upperBound, TokenWeight.isSpace(bytes[start]) { start += 1 }
        }
        return out
    }

    private func cut(_ range: Range<Int>, _ bytes: [UInt8], weightMax: Double) -> Int {
        var meter = TokenWeight()
        var lastSpace: Int?
        var index = range.lowerBound
        while index < range.upperBound {
            let length = TokenWeight.scalarLength(bytes[index])
            if TokenWeight.isSpace(bytes[index]) { lastSpace = index }
            meter.add(bytes[index])
            if meter.weight > weightMax, index > range.lowerBound { return lastSpace ?? index }
            index += length
        }
        return range.upperBound
    }
}
