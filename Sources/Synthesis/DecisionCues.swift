/// Words that mark a decision or its reason; a question is more often answered by those than by chatter.
enum DecisionCues {
    /// 0 for none, 0.6 for one, 1 for several; `text` is clean.
    static func strength(in text: String) -> Double {
        let space = UInt8(ascii: " ")
        let words = text.lowercasedBytes.map { isWordByte($0) ? $0 : space }
        let count = cues.count(in: [space] + words + [space], limit: 2)
        return count == 0 ? 0 : count == 1 ? 0.6 : 1
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "'") || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    }

    // Spaces at both ends make them whole words.
    private static let cues = PhraseList(
        [
            "decided", "decision", "agreed", "agreement", "consensus", "because", "the reason", "due to",
            "root cause",
            "we will", "we'll", "going to", "resolved", "fixed", "approved", "rejected", "chose",
            "instead of",
            "conclusion", "therefore", "so that", "turned out", "the plan", "solution", "recommend", "must",
            "should",
        ].map { " \($0) " }
    )
}
