/// Text as Markdown that shows exactly this text.
enum MarkdownText {
    static func escape(_ text: String) -> String {
        var escaped = text.unicodeScalars.reduce(into: "") { output, scalar in
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "#", "&", "!", "{", "}":
                output += "\\\(scalar)"
            default: output.unicodeScalars.append(scalar.isShowable ? scalar : "\u{FFFD}")
            }
        }
        // A line that begins like a list or an underline would become one.
        let digits = escaped.prefix { $0.isNumber }.count
        if let first = escaped.first, "-+=".contains(first) { escaped = "\\" + escaped }
        if digits > 0, digits < escaped.count {
            let mark = escaped.index(escaped.startIndex, offsetBy: digits)
            if escaped[mark] == "." || escaped[mark] == ")" { escaped.insert("\\", at: mark) }
        }
        // Four spaces at the start would make a block of code.
        let indent = escaped.prefix { $0 == " " || $0 == "\t" }
        return indent.isEmpty ? escaped : String(escaped.dropFirst(indent.count))
    }

    static func oneLine(_ text: String) -> String {
        escape(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }

    static func cell(_ text: String) -> String { oneLine(text) }
}

extension Unicode.Scalar {
    /// Whether the scalar may stand in a document for people: no control character, and none that turns the direction of what is beside it.
    var isShowable: Bool {
        switch properties.generalCategory {
        case .control: self == "\n" || self == "\t"
        case .format: value == 0x200D || value == 0x200C
        case .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
