import FoundationEssentials
import Identifiers

/// Objects of the API as rows, in any format.
struct Tabulation: Sendable {
    struct Column: Hashable, Sendable {
        let title: String
        let field: String

        /// A column of one field; the title is the field's name with spaces.
        init(_ field: String, title: String? = nil) {
            self.field = field
            self.title = title ?? field.split(separator: "_").joined(separator: " ")
        }
    }

    let columns: [Column]
    let items: [JSONValue]

    init(_ columns: [Column], _ items: [JSONValue]) {
        self.columns = columns
        self.items = items
    }

    init(_ fields: [String], _ items: [JSONValue]) { self.init(fields.map { Column($0) }, items) }

    /// JSON has all fields; the other formats have the columns.
    func written(as format: OutputFormat) -> String {
        switch format {
        case .text: items.isEmpty ? "none\n" : TextTable(header: columns.map(\.title), rows: cells).text
        case .json: JSONText.pretty(.array(items))
        case .csv: DelimitedText.csv([columns.map(\.title)] + cells)
        case .markdown: MarkedText.markdown(header: columns.map(\.title), rows: cells)
        case .html: MarkedText.html(header: columns.map(\.title), rows: cells)
        }
    }

    private var cells: [[String]] {
        items.map { item in columns.map { Self.text(item[$0.field]) } }
    }

    /// A value in a cell: lists joined by commas, objects as JSON.
    static func text(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text
        case .bool(let value): value ? "yes" : "no"
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .array(let elements): elements.map { text($0) }.joined(separator: ", ")
        case .object:
            value.flatMap { try? CanonicalJSON.encode($0) }.map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }
}

/// One object of the API, field by field.
struct Card: Sendable {
    let fields: [String]
    let item: JSONValue

    func written(as format: OutputFormat) -> String {
        let rows = fields.filter { item[$0] != nil && item[$0] != .null }.map { field in
            [field.split(separator: "_").joined(separator: " "), Tabulation.text(item[field])]
        }
        switch format {
        case .text: return Self.lines(rows)
        case .json: return JSONText.pretty(item)
        case .csv: return DelimitedText.csv([["field", "value"]] + rows)
        case .markdown: return MarkedText.markdown(header: ["field", "value"], rows: rows)
        case .html: return MarkedText.html(header: ["field", "value"], rows: rows)
        }
    }

    private static func lines(_ rows: [[String]]) -> String {
        let width = rows.map { TextWidth.columns($0[0]) }.max() ?? 0
        return rows.map { "\(TextWidth.fitted($0[0], to: width))  \(TerminalText.singleLine($0[1]))\n" }
            .joined()
    }
}
