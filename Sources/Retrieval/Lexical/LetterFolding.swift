/// Takes capitals and diacritics away, so that `Zoë`, `ZOE` and a decomposed `zoë` are one term.
enum LetterFolding {
    /// Appends the folded form of one scalar: nothing for a combining diacritic, otherwise one letter or a
    /// few.
    static func append(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x41...0x5A: out.append(Unicode.Scalar(UInt8(scalar.value + 32)))
        case 0..<0xC0: out.append(scalar)
        case 0x0300...0x036F: return
        case 0xFF01...0xFF5E: appendHalfWidth(scalar, to: &out)
        default: appendUncommon(scalar, to: &out)
        }
    }

    /// Full-width forms of ASCII, common in Japanese text, lie at a fixed distance from it.
    private static func appendHalfWidth(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
        if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) { append(narrow, to: &out) }
    }

    private static func appendUncommon(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
        if let base = latinBases[scalar.value] {
            out.append(contentsOf: base.unicodeScalars)
        } else {
            out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }

    /// Latin letters with marks, to their plain letter.
    ///
    /// Derived from the Unicode character names (`LATIN SMALL LETTER E WITH ACUTE`), which are never changed
    /// (https://www.unicode.org/policies/stability_policy.html#Name), plus the ligatures and the letters of
    /// their own.
    private static let latinBases: [UInt32: String] = {
        var bases: [UInt32: String] = [
            0xDF: "ss", 0x1E9E: "ss", 0xE6: "ae", 0xC6: "ae", 0x153: "oe", 0x152: "oe", 0xFE: "th",
            0xDE: "th",
            0xF0: "d", 0xD0: "d", 0x131: "i", 0x130: "i", 0x1C6: "dz", 0x1F3: "dz",
        ]
        for value in Array(0xC0...0x24F) + Array(0x1E00...0x1EFF) {
            guard bases[UInt32(value)] == nil, let scalar = Unicode.Scalar(UInt32(value)),
                let letter = plainLetter(name: scalar.properties.name ?? "")
            else { continue }
            bases[UInt32(value)] = letter
        }
        return bases
    }()

    private static func plainLetter(name: String) -> String? {
        let words = name.split(separator: " ")
        guard words.count >= 6, words[0] == "LATIN", words[2] == "LETTER", words[3].count == 1,
            words[4] == "WITH"
        else { return nil }
        return words[3].lowercased()
    }
}
