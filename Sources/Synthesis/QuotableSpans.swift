import Corpus
import Retrieval

/// The pieces of a message that are quoted whole: sentences, joined where one alone would not be understood.
///
/// A sentence of a word or two (`Decision: no Kafka.`) goes with the one after it; one that points back
/// (`Because of that we …`) goes with the one before it. Both stay inside their message.
enum QuotableSpans {
    /// Longer quotations are not made by joining.
    static let joinedBytesMax = 280

    /// UTF-8 ranges in the order of the text, without overlap.
    static func ranges(in text: String) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var waitsForNext = false
        for range in SentenceSplitter.sentences(in: text) {
            let sentence = text.slice(utf8Range: range) ?? ""
            let isJoined = waitsForNext || pointsBack(sentence)
            if isJoined, let last = out.last, let joined = joined(last, range, in: text) {
                out[out.count - 1] = joined
                waitsForNext = false
            } else {
                out.append(range)
                waitsForNext = isTooShort(sentence)
            }
        }
        return out
    }

    /// Nil when the two would be too long together, or when one of them asks.
    private static func joined(_ first: Range<Int>, _ second: Range<Int>, in text: String) -> Range<Int>? {
        let joined = first.lowerBound..<second.upperBound
        let asks = [first, second].contains { SentenceQuality.isQuestion(text.slice(utf8Range: $0) ?? "?") }
        return asks || joined.count > joinedBytesMax ? nil : joined
    }

    private static func isTooShort(_ sentence: String) -> Bool {
        let terms = LexicalAnalyzer.terms(of: sentence).count
        return terms > 0 && terms < SentenceQuality.termsMin && !SentenceQuality.isGreeting(sentence)
    }

    private static func pointsBack(_ sentence: String) -> Bool {
        let lower = sentence.lowercasedBytes
        return backward.contains { lower.starts(with: $0) }
    }

    private static let backward = [
        "because of that", "because of this", "that is why", "that's why", "for that reason", "therefore",
        "this is why", "this means", "that means", "so that is", "hence",
    ].map { Array($0.utf8) }
}
