/// The properties of a character that pre-tokenisers ask for.
struct ScalarTraits: OptionSet, Sendable {
    let rawValue: UInt16

    static let letter = ScalarTraits(rawValue: 1)
    static let number = ScalarTraits(rawValue: 1 << 1)
    static let space = ScalarTraits(rawValue: 1 << 2)
    static let punctuation = ScalarTraits(rawValue: 1 << 3)
    static let symbol = ScalarTraits(rawValue: 1 << 4)
    static let mark = ScalarTraits(rawValue: 1 << 5)
    /// `\w` as the regex crate reads it: alphabetic, marks, decimal digits, connectors, joiners.
    static let word = ScalarTraits(rawValue: 1 << 6)
    /// Punctuation as BERT sees it: ASCII's symbols too, and the categories of Unicode 8.
    static let bertPunctuation = ScalarTraits(rawValue: 1 << 7)
    static let decimal = ScalarTraits(rawValue: 1 << 8)
    static let upper = ScalarTraits(rawValue: 1 << 9)
    static let lower = ScalarTraits(rawValue: 1 << 10)
    static let title = ScalarTraits(rawValue: 1 << 11)
    static let modifierLetter = ScalarTraits(rawValue: 1 << 12)
    static let otherLetter = ScalarTraits(rawValue: 1 << 13)
    static let nonspacing = ScalarTraits(rawValue: 1 << 14)
    static let other = ScalarTraits(rawValue: 1 << 15)

    private static let basicPlane: [UInt16] = (UInt32(0)..<0x10000).map { code in
        Unicode.Scalar(code).map { computed($0).rawValue } ?? 0
    }

    static func of(_ scalar: UInt32) -> ScalarTraits {
        if scalar < 0x10000 { return ScalarTraits(rawValue: basicPlane[Int(scalar)]) }
        return Unicode.Scalar(scalar).map { computed($0) } ?? []
    }

    private static func computed(_ scalar: Unicode.Scalar) -> ScalarTraits {
        var traits = general(scalar.properties.generalCategory)
        if scalar.properties.isWhitespace { traits.insert(.space) }
        if scalar.isBertPunctuation { traits.insert(.bertPunctuation) }
        let isConnector = scalar.properties.generalCategory == .connectorPunctuation
        let isJoiner = scalar.value == 0x200C || scalar.value == 0x200D
        if scalar.properties.isAlphabetic || isConnector || isJoiner
            || !traits.isDisjoint(with: [.mark, .decimal])
        {
            traits.insert(.word)
        }
        return traits
    }

    private static func general(_ category: Unicode.GeneralCategory) -> ScalarTraits {
        switch category {
        case .uppercaseLetter: [.letter, .upper]
        case .lowercaseLetter: [.letter, .lower]
        case .titlecaseLetter: [.letter, .title]
        case .modifierLetter: [.letter, .modifierLetter]
        case .otherLetter: [.letter, .otherLetter]
        case .decimalNumber: [.number, .decimal]
        case .letterNumber, .otherNumber: .number
        case .nonspacingMark: [.mark, .nonspacing]
        case .spacingMark, .enclosingMark: .mark
        case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: .symbol
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            .punctuation
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: []
        default: .other
        }
    }
}
