import Retrieval

/// How fit a sentence is to be quoted, whatever the question.
enum SentenceQuality {
    /// Words, counted as terms: a sentence with fewer says nothing on its own.
    static let termsMin = 3
    /// Longer "sentences" are tables, logs and pasted files.
    static let bytesMax = 600

    /// 0 for a sentence that must not be quoted, 1 for a plain statement; `text` is clean.
    static func weight(of text: String, terms: [TermHash]) -> Double {
        guard text.utf8.count <= bytesMax, terms.count >= termsMin else { return 0 }
        let lower = text.lowercasedBytes
        guard !channelNoise.occurs(in: lower), !commands.occurs(in: lower),
            isMostlyLetters(withoutLinks(text)),
            !isGreeting(lower, termCount: terms.count)
        else { return 0 }
        if isQuestion(text) { return 0.4 }
        return terms.count < 5 ? 0.8 : 1
    }

    static func isQuestion(_ text: String) -> Bool {
        text.hasSuffix("?") || text.hasSuffix("？")
    }

    /// Whether a sentence asks, or tells that somebody asks.
    static func asks(_ text: String) -> Bool {
        isQuestion(text) || reportedQuestions.occurs(in: text.lowercasedBytes)
    }

    static func isGreeting(_ sentence: String) -> Bool {
        isGreeting(sentence.lowercasedBytes, termCount: 0)
    }

    private static func isGreeting(_ lower: [UInt8], termCount: Int) -> Bool {
        guard termCount <= 6 else { return false }
        let first = lower.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
        return greetings.contains(String(decoding: first, as: UTF8.self))
    }

    private static func withoutLinks(_ text: String) -> String {
        text.split(separator: " ").filter { !$0.contains("://") }.joined(separator: " ")
    }

    private static func isMostlyLetters(_ text: String) -> Bool {
        var visible = 0
        var letters = 0
        var hasOtherScript = false
        for scalar in text.unicodeScalars where scalar != " " {
            visible += 1
            guard scalar.isASCII ? isASCIILetter(scalar) : scalar.properties.isAlphabetic else { continue }
            letters += 1
            hasOtherScript = hasOtherScript || !scalar.isASCII
        }
        return letters >= (hasOtherScript ? 6 : 12) && letters * 10 >= visible * 6
    }

    private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value | 0x20 >= 0x61 && scalar.value | 0x20 <= 0x7A
    }

    private static let reportedQuestions = PhraseList(
        ["asks ", "asked ", "asking ", "wonders ", "wondering ", "wants to know "].flatMap { verb in
            ["why ", "how ", "what ", "when ", "who ", "whether ", "if ", "which "].map { verb + $0 }
        }
    )
    private static let channelNoise = PhraseList([
        "has joined the channel", "has left the channel", "joined the channel", "set the channel topic",
        "set the channel purpose", "set the channel description", "renamed the channel",
        "archived the channel",
        "pinned a message", "uploaded a file", "shared a file", "added an integration",
        "was added to the channel",
    ])
    /// Words that talk to a language model instead of a colleague. Nothing here would obey them, but an
    /// answer is no place to pass them on.
    private static let commands = PhraseList([
        "ignore previous instructions", "ignore all previous", "ignore the above", "disregard previous",
        "disregard all previous", "system prompt", "you are an ai", "as an ai language model",
    ])
    private static let greetings: Set<String> = [
        "hi", "hello", "hey", "thanks", "thank", "thx", "welcome", "good", "morning", "lol", "haha", "ok",
        "okay",
        "yes", "no", "yep", "nope", "sure", "great", "nice", "cool", "cheers", "bye", "congratulations",
        "congrats",
    ]
}
