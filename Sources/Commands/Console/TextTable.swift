/// Rows in aligned columns.
struct TextTable: Hashable, Sendable {
    private static let cellColumnsMax = 80
    private static let gap = "  "

    let header: [String]
    let rows: [[String]]

    /// One line a row under the header; spaces at the ends of lines are left out.
    var text: String {
        let lines = [header.map { $0.uppercased() }] + rows.map { $0.map(TerminalText.singleLine) }
        let widths = header.indices.map { column in
            min(Self.cellColumnsMax, lines.map { TextWidth.columns($0[column]) }.max() ?? 0)
        }
        return lines.map { line in
            let cells = zip(line, widths).map { TextWidth.fitted($0, to: $1) }
            return Self.trimmed(cells.joined(separator: Self.gap)) + "\n"
        }.joined()
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
