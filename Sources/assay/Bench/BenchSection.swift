/// The figures of one part as a section in Markdown.
struct BenchSection: Sendable {
    struct Row: Sendable {
        var what: String
        var unit: String
        var figures: RoundFigures
        /// The same of the peer; nil when nobody was measured beside.
        var peer: RoundFigures?
    }

    var title: String
    /// What the peer is called in the table.
    var peerName: String?
    var rows: [Row] = []
    /// Sentences about how the figures came about.
    var remarks: [String] = []

    init(_ title: String, peerName: String? = nil) {
        self.title = title
        self.peerName = peerName
    }

    mutating func add(_ what: String, _ unit: String, _ figures: RoundFigures, peer: RoundFigures? = nil) {
        rows.append(Row(what: what, unit: unit, figures: figures, peer: peer))
    }

    mutating func add(_ what: String, _ unit: String, _ value: Double) {
        add(what, unit, RoundFigures([value]))
    }

    var markdown: String {
        let head =
            peerName.map { ["measure", "unit", "Assay", $0, "Assay / \($0)"] } ?? [
                "measure", "unit", "Assay",
            ]
        let alignment = head.indices.map { $0 < 2 ? "---" : "---:" }
        let lines = [head, alignment] + rows.map(cells)
        let table = lines.map { "| " + $0.joined(separator: " | ") + " |" }
        return (["## \(title)", ""] + table + remarks.flatMap { ["", $0] }).joined(separator: "\n") + "\n"
    }

    private func cells(of row: Row) -> [String] {
        let own = [row.what, row.unit, row.figures.text]
        guard peerName != nil else { return own }
        guard let peer = row.peer else { return own + ["–", "–"] }
        return own + [peer.text, row.figures.ratios(over: peer).text]
    }
}
