/// What a Unicode scalar means to the tokeniser.
enum WordScalar {
    /// Part of a word in a script that puts spaces between words.
    case letter
    /// Part of a script written without spaces: indexed as overlapping pairs.
    case unsegmented
    /// Holds an identifier together when it stands between two letters or digits: `-`, `_`, `.`, an
    /// apostrophe.
    case connector
    case separator

    init(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            self = Self.ascii(UInt8(scalar.value))
        } else if scalar.value == 0x2019 {
            self = .connector
        } else if Self.isUnsegmented(scalar.value) {
            self = .unsegmented
        } else {
            self = Self.general(scalar)
        }
    }

    private static func ascii(_ byte: UInt8) -> WordScalar {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            .letter
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "'"): .connector
        default: .separator
        }
    }

    /// Han, Hiragana, Katakana, Hangul, Thai, Lao, Myanmar, Khmer (Unicode block ranges).
    private static func isUnsegmented(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E01...0x0EDF, 0x1000...0x109F, 0x1780...0x17DD, 0x3005...0x3007, 0x3041...0x3096,
            0x3099...0x309A, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF,
            0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x323AF:
            true
        default: false
        }
    }

    private static func general(_ scalar: Unicode.Scalar) -> WordScalar {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark:
            .letter
        default: .separator
        }
    }
}
