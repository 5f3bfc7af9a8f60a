/// One line that says how far something is.
struct ProgressLine: Hashable, Sendable {
    enum Unit: Hashable, Sendable {
        case bytes
        case items
    }

    private static let labelColumns = 12
    private static let barColumnsMax = 30
    private static let barColumnsMin = 8

    let label: String
    let done: Int64
    /// Nil or 0 while nobody knows.
    let total: Int64?
    let unit: Unit
    /// Since this stage began.
    let elapsedSeconds: Double

    /// At most `columns` wide.
    func text(columns: Int) -> String {
        let start = TextWidth.fitted(TerminalText.singleLine(label), to: Self.labelColumns)
        let figures = ([share, amount, rate, remaining].compactMap { $0 }).joined(separator: "  ")
        let room = columns - Self.labelColumns - TextWidth.columns(figures) - 5
        let bar = room >= Self.barColumnsMin ? bar(columns: min(room, Self.barColumnsMax)) : nil
        let line = [start, bar, figures].compactMap { $0 }.joined(separator: " ")
        return TextWidth.columns(line) <= columns ? line : TextWidth.fitted(line, to: max(1, columns))
    }

    private var fraction: Double? {
        guard let total, total > 0 else { return nil }
        return min(1, max(0, Double(done) / Double(total)))
    }

    private var share: String? { fraction.map { "\(Int($0 * 100))%" } }

    private var amount: String? {
        guard done > 0 || fraction != nil else { return nil }
        let known = total.flatMap { $0 > 0 ? $0 : nil }
        switch unit {
        case .bytes:
            return Quantity.bytes(Double(done)) + (known.map { " of \(Quantity.bytes(Double($0)))" } ?? "")
        case .items: return Quantity.grouped(done) + (known.map { " of \(Quantity.grouped($0))" } ?? "")
        }
    }

    private var perSecond: Double? { elapsedSeconds > 0.2 && done > 0 ? Double(done) / elapsedSeconds : nil }

    private var rate: String? {
        perSecond.map { unit == .bytes ? "\(Quantity.bytes($0))/s" : "\(Quantity.grouped(Int64($0)))/s" }
    }

    private var remaining: String? {
        guard let perSecond, let total, total > done else { return nil }
        return "\(Quantity.duration(seconds: Double(total - done) / perSecond)) left"
    }

    private func bar(columns: Int) -> String? {
        fraction.map { fraction in
            let filled = Int(fraction * Double(columns))
            return "[" + String(repeating: "#", count: filled)
                + String(repeating: "-", count: columns - filled) + "]"
        }
    }
}
