/// A word on its way through the Porter2 steps, with the regions that the rules speak of.
struct StemmedWord {
    private var letters: [UInt8]
    /// Where R1 begins: after the first consonant that follows a vowel.
    private let region1: Int
    /// Where R2 begins: the same rule, applied within R1.
    private let region2: Int

    /// Lower-case ASCII letters, at least three.
    init(letters: [UInt8]) {
        var marked = letters
        for index in marked.indices where marked[index] == Self.y {
            if index == 0 || Self.isVowel(marked[index - 1]) { marked[index] = Self.consonantY }
        }
        self.letters = marked
        let special = Self.regionPrefixes.first { marked.starts(with: $0) }
        region1 = special?.count ?? Self.region(of: marked, from: 0)
        region2 = Self.region(of: marked, from: region1)
    }

    var text: String {
        String(decoding: letters.map { $0 == Self.consonantY ? Self.y : $0 }, as: UTF8.self)
    }

    private static let y = UInt8(ascii: "y")
    private static let consonantY = UInt8(ascii: "Y")
    private static let regionPrefixes = [
        "arsen", "commun", "emerg", "gener", "inter", "later", "organ", "past", "univers",
    ].map { Array($0.utf8) }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), y:
            true
        default: false
        }
    }

    private static func region(of letters: [UInt8], from start: Int) -> Int {
        guard start < letters.count else { return letters.count }
        for index in letters.indices.dropFirst(start + 1) {
            if isVowel(letters[index - 1]), !isVowel(letters[index]) { return index + 1 }
        }
        return letters.count
    }
}

extension StemmedWord {
    /// Step 1a.
    mutating func removePlural() {
        if ends(with: "sses") {
            drop(2)
        } else if ends(with: "ied") || ends(with: "ies") {
            drop(letters.count > 4 ? 2 : 1)
        } else if ends(with: "s"), !ends(with: "us"), !ends(with: "ss"), hasVowel(before: letters.count - 2) {
            drop(1)
        }
    }

    /// Step 1b.
    mutating func removePastAndProgressive() {
        for suffix in ["eedly", "eed"] where ends(with: suffix) {
            if start(of: suffix) >= region1 { replace(suffix, with: "ee") }
            return
        }
        for suffix in ["ingly", "edly", "ing", "ed"] where ends(with: suffix) {
            guard hasVowel(before: start(of: suffix)) else { return }
            drop(suffix.utf8.count)
            if ends(with: "at") || ends(with: "bl") || ends(with: "iz") {
                append("e")
            } else if endsWithDouble {
                if !isDoubleAfterVowel { drop(1) }
            } else if isShort {
                append("e")
            }
            return
        }
    }

    /// Step 1c.
    mutating func replaceFinalY() {
        guard letters.count > 2, let last = letters.last, last == Self.y || last == Self.consonantY,
            !Self.isVowel(letters[letters.count - 2])
        else { return }
        letters[letters.count - 1] = UInt8(ascii: "i")
    }

    /// Step 2.
    mutating func replaceDerivation() {
        guard let (suffix, replacement) = longest(Self.derivations), start(of: suffix) >= region1 else {
            return
        }
        let before = start(of: suffix) > 0 ? letters[start(of: suffix) - 1] : 0
        if suffix == "ogi", before != UInt8(ascii: "l") { return }
        if suffix == "li", !Self.lettersBeforeLi.contains(before) { return }
        replace(suffix, with: replacement)
    }

    /// Step 3.
    mutating func replaceSecondDerivation() {
        guard let (suffix, replacement) = longest(Self.secondDerivations), start(of: suffix) >= region1 else {
            return
        }
        if suffix == "ative", start(of: suffix) < region2 { return }
        replace(suffix, with: replacement)
    }

    /// Step 4.
    mutating func removeResidualSuffix() {
        guard let (suffix, _) = longest(Self.residualSuffixes), start(of: suffix) >= region2 else { return }
        if suffix == "ion" {
            guard start(of: suffix) > 0 else { return }
            let before = letters[start(of: suffix) - 1]
            guard before == UInt8(ascii: "s") || before == UInt8(ascii: "t") else { return }
        }
        drop(suffix.utf8.count)
    }

    /// Step 5.
    mutating func removeFinalLetter() {
        let last = letters.count - 1
        if ends(with: "e") {
            if last >= region2 || last >= region1 && !endsInShortSyllable(at: last) { drop(1) }
        } else if ends(with: "ll"), last >= region2 {
            drop(1)
        }
    }
}

extension StemmedWord {
    private func start(of suffix: String) -> Int { letters.count - suffix.utf8.count }

    private func ends(with suffix: String) -> Bool {
        var index = letters.count - suffix.utf8.count
        guard index >= 0, suffix.utf8.last == letters.last else { return false }
        for byte in suffix.utf8 {
            guard letters[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private func longest(_ table: [(String, String)]) -> (String, String)? {
        table.first { ends(with: $0.0) }
    }

    private mutating func drop(_ count: Int) { letters.removeLast(count) }

    private mutating func append(_ text: String) { letters.append(contentsOf: text.utf8) }

    private mutating func replace(_ suffix: String, with replacement: String) {
        drop(suffix.utf8.count)
        append(replacement)
    }

    private func hasVowel(before end: Int) -> Bool {
        end > 0 && letters[..<end].contains(where: Self.isVowel)
    }

    private var endsWithDouble: Bool {
        guard letters.count >= 2, let last = letters.last, letters[letters.count - 2] == last else {
            return false
        }
        return Self.doubledLetters.contains(last)
    }

    /// Words such as `add`, `egg` and `off`, which keep their double letter.
    private var isDoubleAfterVowel: Bool {
        letters.count == 3 && Array("aeo".utf8).contains(letters[0])
    }

    /// Whether the word ends in a short syllable and R1 is empty.
    private var isShort: Bool {
        region1 >= letters.count && endsInShortSyllable(at: letters.count)
    }

    /// A vowel and a consonant other than w, x, Y with a consonant before them, or both at the very
    /// beginning; `past` counts too.
    private func endsInShortSyllable(at end: Int) -> Bool {
        if end == 4, letters.starts(with: "past".utf8) { return true }
        guard end >= 2, Self.isVowel(letters[end - 2]), !Self.isVowel(letters[end - 1]) else { return false }
        if end == 2 { return true }
        return !Self.isVowel(letters[end - 3]) && !Self.openLetters.contains(letters[end - 1])
    }

    private static let doubledLetters = Array("bdfgmnprt".utf8)
    private static let openLetters = Array("wxY".utf8)
    private static let lettersBeforeLi = Array("cdeghkmnrt".utf8)

    // Longest first, so that the first match is the longest.
    private static let derivations: [(String, String)] = [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ogist", "og"),
        ("ation", "ate"),
        ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"),
        ("enci", "ence"),
        ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"),
        ("ogi", "og"), ("li", ""),
    ]
    private static let secondDerivations: [(String, String)] = [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"),
        ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ]
    private static let residualSuffixes: [(String, String)] = [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive",
        "ize",
        "ion", "al", "er", "ic",
    ].map { ($0, "") }
}
