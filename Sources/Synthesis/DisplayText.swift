/// Source text as it may be shown: nothing that hides, reorders or controls.
enum DisplayText {
    /// Drops control, zero-width, bidirectional and other invisible format characters and tags; makes every
    /// run of white space one space; trims the ends.
    static func cleaned(_ text: some StringProtocol) -> String {
        var out = String.UnicodeScalarView()
        var spacePending = false
        for scalar in text.unicodeScalars {
            if scalar.value > 0x20 && scalar.value < 0x7F {
                if spacePending { out.append(" ") }
                spacePending = false
                out.append(scalar)
            } else if scalar.properties.isWhitespace {
                spacePending = !out.isEmpty
            } else if !isHidden(scalar) {
                if spacePending { out.append(" ") }
                spacePending = false
                out.append(scalar)
            }
        }
        return String(out)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .surrogate: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}

extension String {
    /// The text at UTF-8 offsets; nil when they lie outside or cut a character's encoding in two.
    func slice(utf8Range range: Range<Int>) -> String? {
        guard range.lowerBound >= 0, range.upperBound <= utf8.count else { return nil }
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
        return String(validating: utf8[start..<end], as: UTF8.self)
    }
}
