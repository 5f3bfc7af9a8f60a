/// A text with the words that it has been cut into so far.
struct WordList {
    /// The bytes that `words` are ranges of.
    var text: [UInt8]
    var words: [Range<Int>]
    /// Whether the first word begins where the whole text begins.
    let startsText: Bool

    init(_ text: [UInt8], startsText: Bool) {
        self.text = text
        words = text.isEmpty ? [] : [0..<text.count]
        self.startsText = startsText
    }

    /// Puts new bytes in the place of every word; `append` is called with each word in order.
    mutating func rewrite(
        _ append: (borrowing Span<UInt8>, Range<Int>, Bool, inout [UInt8]) -> Void
    ) {
        var rewritten: [UInt8] = []
        rewritten.reserveCapacity(text.count + words.count * 3)
        var moved: [Range<Int>] = []
        moved.reserveCapacity(words.count)
        for word in words {
            let start = rewritten.count
            append(text.span, word, startsText && word.lowerBound == 0, &rewritten)
            moved.append(start..<rewritten.count)
        }
        (text, words) = (rewritten, moved)
    }
}
