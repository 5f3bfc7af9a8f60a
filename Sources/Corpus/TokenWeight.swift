/// Guesses how many tokens text takes, relative to other text: word pieces for letters, one for most other
/// characters.
struct TokenWeight {
    /// Letters of a word that count as one piece.
    private static let lettersAPiece = 5.0

    private(set) var weight = 0.0
    private var isInWord = false

    /// Takes the first byte of each scalar.
    mutating func add(_ lead: UInt8) {
        switch lead {
        case 0x20, 0x09, 0x0A: isInWord = false
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            weight += isInWord ? 1 / Self.lettersAPiece : 0.8
            isInWord = true
        case 0xC0...0xDF: weight += 0.5
        default:
            weight += 1
            isInWord = false
        }
    }

    static func of(_ bytes: some Sequence<UInt8>) -> Double {
        var meter = TokenWeight()
        for byte in bytes where byte & 0xC0 != 0x80 { meter.add(byte) }
        return meter.weight
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

    /// Bytes of the UTF-8 scalar that begins with `lead`.
    static func scalarLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xF0...0xFF: 4
        case 0xE0...0xEF: 3
        case 0xC0...0xDF: 2
        default: 1
        }
    }
}
