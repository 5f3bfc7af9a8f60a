import ConnectorKit
import FoundationEssentials
import Identifiers

/// What an import came to, in plain lines.
struct ImportSummaryText {
    let job: JSONValue

    var text: String {
        var lines = [headline]
        if let failure = job["failure"]?.string { lines.append("failure: \(failure)") }
        if let report = job["report"], report != .null { lines += [summary(of: report), effect(of: report)] }
        return TerminalText.paragraphs(lines.filter { !$0.isEmpty }.joined(separator: "\n")) + "\n"
    }

    private var headline: String {
        let file = job["file_name"]?.string ?? "the export"
        let source = job["source"]?.string ?? "the source"
        switch job["state"]?.string {
        case "done": return "\(file) is imported into \(source)."
        case "failed": return "The import of \(file) into \(source) failed."
        default: return "The import of \(file) into \(source) is queued: \(job["id"]?.string ?? "")"
        }
    }

    /// What was read, left out and met; the connector's own wording.
    private func summary(of report: JSONValue) -> String {
        guard let data = report["summary"].flatMap({ try? JSONEncoder().encode($0) }),
            let summary = try? JSONDecoder().decode(ImportSummary.self, from: data)
        else { return "" }
        return summary.description
    }

    private func effect(of report: JSONValue) -> String {
        func count(_ name: String) -> String { Quantity.grouped(report[name]?.integer ?? 0) }
        return "stored: \(count("messagesAdded")) messages new, \(count("messagesChanged")) changed, "
            + "\(count("messagesUnchanged")) unchanged, \(count("messagesDeleted")) deleted\n"
            + "search: \(count("chunksAdded")) passages new, \(count("chunksKept")) kept, "
            + "\(count("chunksRemoved")) removed, \(count("chunksEmbedded")) embedded"
    }
}
