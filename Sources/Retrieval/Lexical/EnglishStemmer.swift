/// The Porter2 stemmer for English: `deployments`, `deployed` and `deploying` become one term.
///
/// Written from the description of the algorithm at https://snowballstem.org/algorithms/english/stemmer.html.
enum EnglishStemmer {
    /// The stem of a lower-case word; anything but plain ASCII letters comes back unchanged.
    static func stem(_ word: String) -> String {
        let letters = Array(word.utf8)
        guard letters.count > 2, letters.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
        else {
            return word
        }
        if let exception = exceptions[word] { return exception }
        var stemming = StemmedWord(letters: letters)
        stemming.removePlural()
        if !keptAfterPlural.contains(stemming.text) {
            stemming.removePastAndProgressive()
            stemming.replaceFinalY()
            stemming.replaceDerivation()
            stemming.replaceSecondDerivation()
            stemming.removeResidualSuffix()
            stemming.removeFinalLetter()
        }
        return stemming.text
    }

    /// Words that the rules would treat wrongly.
    private static let exceptions: [String: String] = [
        "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl",
        "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl", "sky": "sky",
        "news": "news", "howe": "howe", "atlas": "atlas", "cosmos": "cosmos", "bias": "bias",
        "andes": "andes",
    ]

    /// Words that are left alone once their plural is gone.
    private static let keptAfterPlural: Set<String> = [
        "inning", "outing", "canning", "herring", "earring", "evening", "proceed", "exceed", "succeed",
    ]
}
