internal import Identifiers

extension AuditReport {
    /// A page without scripts, styles or links.
    var html: String {
        let head = header.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let body = rows.map { row in
            "<tr>" + cells(row).map { "<td>\(Self.htmlText($0))</td>" }.joined() + "</tr>\n"
        }
        let title = Self.htmlText(title)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>\(title)</title></head>
            <body>
            <h1>\(title)</h1>
            <p>\(Self.htmlText(source))</p>
            <table>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body.joined())</tbody>
            </table>
            </body>
            </html>

            """
    }

    private static func htmlText(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { output, scalar in
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default: output.unicodeScalars.append(isPrintable(scalar) ? scalar : "\u{FFFD}")
            }
        }
    }
}
