internal import Identifiers

extension AuditReport {
    var textTable: String {
        let lines = ([header] + rows.map { cells($0) }).map { $0.map(Self.printable) }
        let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        let padded = lines.map { line in
            let cells = zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return cells.joined(separator: "  ").trimmedEnd
        }
        return ([Self.printable(title), Self.printable(source), ""] + padded).map { $0 + "\n" }.joined()
    }

    /// Replaces control and direction characters, which could move a terminal's cursor or reorder a line.
    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isPrintable($0) ? $0 : "\u{FFFD}" }))
    }

    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

extension String {
    /// The text without spaces at its end.
    var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
