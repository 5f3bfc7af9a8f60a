internal import Identifiers

extension AuditReport {
    var markdown: String {
        let lines = [header, header.map { _ in "---" }] + rows.map { cells($0).map(Self.markdownText) }
        let table = lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
        return "# \(Self.markdownText(title))\n\n\(Self.markdownText(source))\n\n\(table)"
    }

    private static func markdownText(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { output, scalar in
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "#", "&", "!": output += "\\\(scalar)"
            default: output.unicodeScalars.append(isPrintable(scalar) ? scalar : " ")
            }
        }
    }
}
