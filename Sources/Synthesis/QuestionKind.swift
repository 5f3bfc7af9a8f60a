/// What a question asks for, as far as its first words tell; a sentence that has it answers sooner.
enum QuestionKind: Hashable, Sendable {
    /// Why something was done or happened.
    case cause
    case time
    case person
    case amount
    case other

    /// `other` for questions that begin in none of the known ways, in other languages for instance.
    init(_ question: String) {
        let words = Self.paddedWords(question)
        if Self.causes.occurs(in: words) {
            self = .cause
        } else if Self.times.occurs(in: words) {
            self = .time
        } else if Self.persons.occurs(in: words) {
            self = .person
        } else if Self.amounts.occurs(in: words) {
            self = .amount
        } else {
            self = .other
        }
    }

    /// How well a sentence has the form of an answer, 0...1; `text` is clean, `cue` its
    /// `DecisionCues.strength`.
    func fit(of text: String, cue: Double) -> Double {
        switch self {
        case .cause:
            Self.reasons.occurs(in: Self.paddedWords(text)) ? 1 : cue > 0 ? 0.5 : 0
        case .time:
            Self.dates.occurs(in: Self.paddedWords(text)) || Self.hasClockTime(text) ? 1 : 0
        case .person: Self.namesSomebody(text) ? 1 : 0
        case .amount:
            text.utf8.contains(where: Self.isDigit) || Self.numerals.occurs(in: Self.paddedWords(text))
                ? 1 : 0
        case .other: cue > 0 ? 0.6 : 0
        }
    }

    /// Lower-case words between single spaces, one at each end.
    private static func paddedWords(_ text: String) -> [UInt8] {
        let space = UInt8(ascii: " ")
        var out = [space]
        for byte in text.lowercasedBytes {
            if byte >= 0x80 || isDigit(byte) || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") {
                out.append(byte)
            } else if byte != UInt8(ascii: "'"), out.last != space {
                out.append(space)
            }
        }
        return out.last == space ? out : out + [space]
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// `15:30` and the like.
    private static func hasClockTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.dropFirst().dropLast(2).contains { index in
            bytes[index] == UInt8(ascii: ":") && isDigit(bytes[index - 1]) && isDigit(bytes[index + 1])
                && isDigit(bytes[index + 2])
        }
    }

    /// A word with a capital that does not begin the sentence, a mention, or somebody speaking for a team.
    private static func namesSomebody(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        let isNamed = zip(words, words.dropFirst()).contains { before, word in
            guard let last = before.utf8.last, let first = word.utf8.first else { return false }
            if first == UInt8(ascii: "@") { return true }
            let isCapital = first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z")
            return isCapital && word.utf8.count > 1 && !Array(".:!?".utf8).contains(last)
        }
        return isNamed || text.hasPrefix("@") || teams.occurs(in: paddedWords(text))
    }

    private static func padded(_ phrases: [String]) -> PhraseList {
        PhraseList(phrases.map { " \($0) " })
    }

    private static let causes = padded([
        "why", "the reason", "what reason", "what caused", "root cause", "how come",
    ])
    private static let times = padded(["when", "what date", "which day", "what time", "since when"])
    private static let persons = padded(["who", "whose", "whom", "which person", "which team"])
    private static let amounts = padded([
        "how much", "how many", "how long", "how often", "how far", "how big", "how large", "how fast",
        "what is the limit", "what is the price", "what does it cost", "charge", "percentage",
    ])
    private static let reasons = padded([
        "because", "the reason", "root cause", "due to", "so that", "caused by", "therefore", "that is why",
        "in order to",
    ])
    private static let dates = padded(
        [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday", "noon", "midnight", "morning", "evening", "today", "tomorrow", "yesterday", "tonight",
            "week", "weeks", "month", "quarter", "year",
        ] + (2000...2039).map(String.init)
    )
    private static let numerals = padded([
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "hundred", "thousand", "million", "half", "none",
    ])
    private static let teams = padded(["team", "owner", "i am", "im", "my"])
}
