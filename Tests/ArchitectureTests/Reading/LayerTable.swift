/// What `docs/architecture.md` promises: every target with its layer, folder and allowed imports.
struct LayerTable: Sendable {
    struct Row: Sendable {
        var target: String
        /// Such as `L2a`, from the heading above the table.
        var layer: String
        var folder: String
        var responsibility: String
        var imports: Set<String>
        /// Where in the document the row stands, one-based.
        var line: Int
    }

    static let path = "docs/architecture.md"
    static let shared = LayerTable(document: Checkout.text(of: path))

    let rows: [Row]

    init(document: String) {
        var layer: String?
        var found: [Row] = []
        for (offset, line) in document.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("#") {
                let heading = line.drop { $0 == "#" || $0 == " " }
                layer = heading.hasPrefix("L") ? String(heading.prefix { $0 != " " }) : nil
            }
            guard let layer, let row = Self.row(line, layer: layer, number: offset + 1) else { continue }
            found.append(row)
        }
        rows = found
    }

    private static func row(_ line: Substring, layer: String, number: Int) -> Row? {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            .map { $0.trimmed }
        guard cells.count == 4, cells[0] != "Target", !cells[0].hasPrefix("-") else { return nil }
        let imports = cells[3].split(separator: ",").map { $0.trimmed }.filter { $0 != "–" }
        return Row(
            target: cells[0],
            layer: layer,
            folder: cells[1],
            responsibility: cells[2],
            imports: Set(imports),
            line: number
        )
    }

    func row(of target: String) -> Row? {
        rows.first { $0.target == target }
    }

    /// The target whose folder holds the file, the deepest folder winning; nil for tests.
    func target(owning path: String) -> String? {
        guard !path.split(separator: "/").dropLast().contains("Tests") else { return nil }
        return rows.filter { path.hasPrefix($0.folder + "/") }.max { $0.folder.count < $1.folder.count }?
            .target
    }
}

extension Substring {
    /// Without spaces at either end.
    var trimmed: String {
        let start = drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
