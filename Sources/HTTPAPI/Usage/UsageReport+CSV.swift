import Access
import Workflows

extension UsageReport {
    /// RFC 4180 with a header line; a cell that a spreadsheet could take for a formula begins with an apostrophe.
    var csv: String {
        let header = query.grouping.flatMap(\.columns) + Self.sumColumns
        return ([header] + sums.map(cells)).map { line in
            line.map(Self.cell).joined(separator: ",") + "\r\n"
        }.joined()
    }

    private static let sumColumns = [
        "requests", "texts", "tokens_read", "tokens_computed", "texts_reused", "compute_ms", "queue_ms",
        "batch_share",
    ]

    private func cells(_ sum: UsageSum) -> [String] {
        let line = WireUsageSum(sum)
        let groups = query.grouping.flatMap { grouping -> [String?] in
            switch grouping {
            case .team: [line.team, line.teamID.map { "\($0)" }]
            case .principal: [line.principal, line.principalID.map { "\($0)" }]
            case .model: [line.model, line.modelVersion, line.modelDigest, line.modelPrecision]
            case .kind: [line.kind]
            case .outcome: [line.outcome]
            case .day: [line.day]
            }
        }
        let counts = [line.requests, line.texts, line.tokensRead, line.tokensComputed, line.textsReused]
        let measures = [line.computeMs, line.queueMs, line.batchShare]
        return groups.map { $0 ?? "" } + counts.map { "\($0)" } + measures.map { "\($0)" }
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}

extension UsageQuery.Grouping {
    fileprivate var columns: [String] {
        switch self {
        case .team: ["team", "team_id"]
        case .principal: ["principal", "principal_id"]
        case .model: ["model", "model_version", "model_digest", "model_precision"]
        case .kind: ["kind"]
        case .outcome: ["outcome"]
        case .day: ["day"]
        }
    }
}
