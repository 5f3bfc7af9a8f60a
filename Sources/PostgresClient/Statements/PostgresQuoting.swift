/// Quoting of identifiers and literals by the rules of the PostgreSQL manual, section 4.1.
package enum PostgresQuoting {
    /// Doubles the quotes inside and adds them around.
    package static func identifier(_ name: String) -> String {
        quote(name, with: "\"")
    }

    /// A string constant. A value with backslashes gets the `E` form, which reads the same whatever
    /// `standard_conforming_strings` says.
    package static func literal(_ value: String) -> String {
        guard value.contains("\\") else { return quote(value, with: "'") }
        let escaped = value.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
        return "E" + quote(escaped, with: "'")
    }

    private static func quote(_ text: String, with mark: Character) -> String {
        var quoted = String(mark)
        for character in text.unicodeScalars {
            if Character(character) == mark { quoted.append(mark) }
            quoted.unicodeScalars.append(character)
        }
        quoted.append(mark)
        return quoted
    }
}
