/// Tables in Markdown and HTML, with everything escaped that the format would take for its own.
enum MarkedText {
    static func markdown(header: [String], rows: [[String]]) -> String {
        let lines = [header.map(markdownCell), header.map { _ in "---" }] + rows.map { $0.map(markdownCell) }
        return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }

    static func html(header: [String], rows: [[String]]) -> String {
        func row(_ cells: [String], _ tag: String) -> String {
            "<tr>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>\n"
        }
        let body = rows.map { row($0, "td") }.joined()
        return "<table>\n<thead>\n\(row(header, "th"))</thead>\n<tbody>\n\(body)</tbody>\n</table>\n"
    }

    /// Text inside a Markdown paragraph.
    static func inline(_ text: String) -> String {
        String(
            TerminalText.singleLine(text).flatMap { character -> [Character] in
                "\\`*_[]<>#|".contains(character) ? ["\\", character] : [character]
            }
        )
    }

    private static func markdownCell(_ text: String) -> String { inline(text) }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
    }
}
