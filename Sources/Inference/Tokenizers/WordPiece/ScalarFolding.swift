internal import Synchronization

/// What BERT's normaliser and pre-tokeniser make of one character, worked out ahead for the basic plane.
///
/// The steps in their order: control characters go and white space becomes a space (`cleansText`), Chinese
/// characters stand alone, accents go (canonical decomposition without nonspacing marks), letters become
/// lower case; then white space separates words and punctuation stands alone. Characters outside the basic
/// plane, and those that become several, take a slower way.
///
/// Marks that stay after decomposition keep their order in the text: canonical reordering among them, which
/// happens only between spacing marks of music and archaic scripts, is not done.
struct ScalarFolding: Sendable {
    struct Options: Hashable, Sendable {
        var cleansText: Bool
        var separatesChinese: Bool
        var stripsAccents: Bool
        var lowercases: Bool
    }

    /// How a character takes part in words.
    enum Role: UInt32 {
        case letter
        case nothing
        case space
        /// A word by itself.
        case alone
        /// Several characters, from `fold`.
        case several
    }

    /// A role in the upper 8 bits and a scalar in the lower 24.
    struct Entry {
        let bits: UInt32

        init(_ role: Role, _ scalar: UInt32 = 0) {
            bits = role.rawValue << 24 | scalar
        }

        init(bits: UInt32) {
            self.bits = bits
        }

        var role: Role { Role(rawValue: bits >> 24) ?? .nothing }
        var scalar: UInt32 { bits & 0xFF_FFFF }
    }

    private let options: Options
    private let basicPlane: [UInt32]

    init(_ options: Options) {
        self.options = options
        basicPlane = Self.tables.withLock { tables in
            if let table = tables[options] { return table }
            let table = (UInt32(0)..<0x10000).map { code in
                Unicode.Scalar(code).map { Self.entry($0, options).bits } ?? Entry(.nothing).bits
            }
            tables[options] = table
            return table
        }
    }

    /// The tables made so far, at most sixteen: they depend on the options alone; models share them.
    private static let tables = Mutex<[Options: [UInt32]]>([:])

    subscript(_ scalar: UInt32) -> Entry {
        if scalar < 0x10000 { return Entry(bits: basicPlane[Int(scalar)]) }
        return Unicode.Scalar(scalar).map { Self.entry($0, options) } ?? Entry(.nothing)
    }

    /// All parts of a character whose role is `several`.
    func parts(_ scalar: UInt32) -> [Entry] {
        guard let scalar = Unicode.Scalar(scalar) else { return [] }
        return Self.fold(scalar, options)
    }

    private static func entry(_ scalar: Unicode.Scalar, _ options: Options) -> Entry {
        let parts = fold(scalar, options)
        if parts.count == 1 { return parts[0] }
        return Entry(parts.isEmpty ? .nothing : .several)
    }

    private static func fold(_ scalar: Unicode.Scalar, _ options: Options) -> [Entry] {
        if options.cleansText {
            if scalar.isRemovedByCleaning { return [] }
            if scalar.isBertSpace { return [Entry(.space)] }
        }
        let isChinese = options.separatesChinese && scalar.isChineseCharacter
        let bare = options.stripsAccents ? scalar.withoutMarks : [scalar]
        let folded =
            options.lowercases ? bare.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) } : bare
        return folded.map { part in
            if part.properties.isWhitespace { return Entry(.space) }
            return Entry(isChinese || part.isBertPunctuation ? .alone : .letter, part.value)
        }
    }
}

extension Unicode.Scalar {
    var isBertSpace: Bool {
        self == "\t" || self == "\n" || self == "\r" || properties.isWhitespace
    }

    /// NUL, the replacement character, and control, format and private ones except tab and line ends.
    var isRemovedByCleaning: Bool {
        if self == "\t" || self == "\n" || self == "\r" { return false }
        switch bertCategory {
        case .control, .format, .privateUse, .surrogate: return true
        default: return value == 0 || value == 0xFFFD
        }
    }

    /// The blocks of the reference implementation, which leaves out kana, hangul and later extensions.
    var isChineseCharacter: Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }

    fileprivate var withoutMarks: [Unicode.Scalar] {
        if value < 0xC0 { return [self] }
        if let jamo = UnicodeDecompositions.jamo(self) { return jamo }
        if let bare = UnicodeDecompositions.withoutMarks[value] { return bare }
        return bertCategory == .nonspacingMark ? [] : [self]
    }

    /// All of ASCII's symbols count as punctuation, beside the Unicode category.
    var isBertPunctuation: Bool {
        if isASCII {
            return (33...47).contains(value) || (58...64).contains(value) || (91...96).contains(value)
                || (123...126).contains(value)
        }
        switch bertCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }
}
