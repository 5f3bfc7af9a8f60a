/// How many columns text takes on a terminal (Unicode UAX 11, simplified).
enum TextWidth {
    static func columns(_ text: String) -> Int { text.reduce(0) { $0 + columns(of: $1) } }

    /// The text with spaces up to the width, or cut with an ellipsis.
    static func fitted(_ text: String, to width: Int) -> String {
        let own = columns(text)
        if own <= width { return text + String(repeating: " ", count: width - own) }
        var (kept, used) = ("", 0)
        for character in text {
            let next = used + columns(of: character)
            guard next < width else { break }
            kept.append(character)
            used = next
        }
        return kept + "…" + String(repeating: " ", count: max(0, width - used - 1))
    }

    private static func columns(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if character.unicodeScalars.contains(where: {
            $0.properties.isEmojiPresentation || $0.value == 0xFE0F
        }) {
            return 2
        }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .format: return 0
        default: return isWide(first.value) ? 2 : 1
        }
    }

    /// East Asian wide and fullwidth blocks.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
