import Identifiers

extension CardPage {
    /// Markdown (CommonMark with tables). Whatever people wrote is escaped: it is text, never markup.
    package var markdown: String {
        var lines = ["# Model card: \(MarkdownText.escape(title))", "", MarkdownText.escape(standing), ""]
        for section in CardSection.allCases { lines += markdown(of: section) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func markdown(of section: CardSection) -> [String] {
        var lines = ["## \(section.title)", ""]
        let known = facts(of: section)
        if !known.isEmpty {
            lines += ["| From the catalog | |", "| --- | --- |"]
            lines += known.map { "| \(MarkdownText.cell($0.label)) | \(MarkdownText.cell($0.value)) |" }
            lines.append("")
        }
        if let credit = credit(of: section) { lines += ["*\(MarkdownText.escape(credit))*", ""] }
        for field in CardSchema.fields(of: section) { lines += markdown(of: field) }
        if known.isEmpty, credit(of: section) == nil { lines += ["Nothing is written here yet.", ""] }
        return lines
    }

    private func markdown(of field: CardField) -> [String] {
        guard let value = written.value(of: field) else { return [] }
        var lines = ["### \(field.title)", ""]
        switch value {
        case .text(let text):
            // Two spaces at the end of a line keep the writer's line breaks.
            lines += text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? "" : MarkdownText.escape(String($0)) + "  " }
        case .list(let entries): lines += entries.map { "- \(MarkdownText.oneLine($0))" }
        case .links(let links):
            lines += links.map { WebLink.isSafe($0) ? "- <\($0)>" : "- \(MarkdownText.oneLine($0))" }
        case .measurements(let results):
            lines += ["| Metric | Value | Slice | Dataset |", "| --- | --- | --- | --- |"]
            lines += results.map { result in
                let cells = [result.metric, result.shownValue, result.slice ?? "all", result.dataset ?? ""]
                return "| \(cells.map(MarkdownText.cell).joined(separator: " | ")) |"
            }
        }
        return lines + [""]
    }
}

extension CardMeasurement {
    /// The shortest decimal text of the value.
    var shownValue: String {
        String(decoding: (try? CanonicalJSON.encode(.number(value))) ?? [], as: UTF8.self)
    }
}
