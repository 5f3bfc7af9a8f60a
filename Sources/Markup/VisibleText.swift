/// Text as a person would see it: without characters that hide text or that a database cannot hold.
package enum VisibleText {
    /// Removes control, zero-width, direction-changing and tag characters, and writes every line end as `\n`.
    ///
    /// Joiners (U+200C, U+200D) stay: emoji and several scripts need them. Hidden characters are a known way
    /// to smuggle instructions into retrieved text (Unicode Technical Report 36, section 3).
    package static func cleaned(_ text: String) -> String {
        guard text.utf8.contains(where: mayNeedCleaning) else { return text }
        var out = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" {
                out.append("\n")
            } else if !(scalar == "\n" && previous == "\r"), !isHidden(scalar) {
                out.append(scalar)
            }
            previous = scalar
        }
        return String(out)
    }

    private static func mayNeedCleaning(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A: false
        // Lead bytes of the hidden characters: U+0080-00BF, U+2000-2FFF, U+F000-FFFF, planes 4 to 16.
        case 0x00...0x1F, 0x7F, 0xC2, 0xE2, 0xEF, 0xF3: true
        default: false
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0xAD: true
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}
