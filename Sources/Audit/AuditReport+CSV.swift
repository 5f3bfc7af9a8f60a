extension AuditReport {
    /// RFC 4180 with a header line, CR LF line ends, and no cell that a spreadsheet would run as a formula.
    var csv: String {
        ([header] + rows.map { cells($0) })
            .map { $0.map(Self.csvCell).joined(separator: ",") + "\r\n" }
            .joined()
    }

    private static func csvCell(_ text: String) -> String {
        let safe = startsFormula(text) ? "'" + text : text
        let plain = safe.unicodeScalars.allSatisfy { !"\",\r\n".unicodeScalars.contains($0) }
        return plain && safe == safe.trimmedEnd && safe.first != " "
            ? safe : "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    // The leading characters that OWASP's page on CSV injection lists, with their full-width forms.
    private static func startsFormula(_ text: String) -> Bool {
        let first = text.unicodeScalars.first { $0 != " " }
        return first.map { "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0) } ?? false
    }
}
