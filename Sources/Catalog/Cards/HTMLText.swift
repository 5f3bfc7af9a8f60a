/// Text as HTML that shows exactly this text, in content and in quoted attributes.
enum HTMLText {
    static func escape(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { output, scalar in
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default: output.unicodeScalars.append(scalar.isShowable ? scalar : "\u{FFFD}")
            }
        }
    }
}
