extension Unicode.Scalar {
    /// The general category in Unicode 8.0, whose tables the reference tokenizer still has.
    ///
    /// Characters assigned later have none there, hence are letters to it. Words with such characters are
    /// cut as the model's training data was cut.
    var bertCategory: Unicode.GeneralCategory {
        if let changed = Self.changedCategories[value] { return changed }
        guard let age = properties.age, age.major > 8 else { return properties.generalCategory }
        return .unassigned
    }

    /// Characters whose category a later version of Unicode changed, with the one they had.
    private static let changedCategories: [UInt32: Unicode.GeneralCategory] = [
        0x166D: .otherPunctuation,
        0x1734: .nonspacingMark,
        0x1885: .otherLetter,
        0x1886: .otherLetter,
        0xA9BD: .spacingMark,
        0x111C9: .otherPunctuation,
        0x1171E: .nonspacingMark,
    ]
}
