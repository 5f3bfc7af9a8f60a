/// Text from elsewhere made harmless for a terminal: what could move the cursor or change colours is taken
/// out.
enum TerminalText {
    /// Line ends become spaces.
    static func singleLine(_ text: String) -> String { cleaned(text) { _ in " " } }

    /// Line ends and tabs stay.
    static func paragraphs(_ text: String) -> String { cleaned(text) { $0 } }

    private static func cleaned(_ text: String, space: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\t": out.append(space(scalar))
            case "\r": continue
            default: out.append(isDangerous(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(out)
    }

    /// Control characters, and those that turn the direction of what follows (Unicode UAX 9).
    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
