import ArgumentParser
import Identifiers

/// `assay usage`
struct UsageCommand: ClientCommand {
    enum Grouping: String, CaseIterable, ExpressibleByArgument {
        case team, principal, model, kind, outcome, day

        var fields: [String] {
            self == .model ? ["model", "model_version", "model_precision"] : [rawValue]
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "usage",
        abstract: "Who used which model for what, and what it took of the machine.",
        discussion: """
            Without --from it tells of the last 30 days. Needs the role admin or reviewer.

            Examples:
              assay usage --from 2026-11-01 --group-by team --group-by day
              assay usage --group-by model --group-by kind --format csv
            """
    )
    private static let sums = [
        "requests", "texts", "tokens_read", "tokens_computed", "texts_reused", "compute_ms", "queue_ms",
        "batch_share",
    ]

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Option(help: ArgumentHelp("From then on.", valueName: "time")) var from: Instant?
    @Option(help: ArgumentHelp("Before then.", valueName: "time")) var to: Instant?
    @Option(help: "What the lines are sums of; may be given several times.") var groupBy: [Grouping] = []

    func perform(in session: Session) async throws {
        let groups = groupBy.isEmpty ? [Grouping.team] : groupBy
        let query: [(String, String?)] = [
            ("from", from?.rfc3339), ("to", to?.rfc3339),
            ("group_by", groups.map(\.rawValue).joined(separator: ",")),
        ]
        let report = try await session.server.get(.api("usage"), query: query).value
        let lines = Tabulation(groups.flatMap(\.fields) + Self.sums, report["items"]?.array ?? [])
        session.console.write(lines.written(as: format.format), to: .output)
    }
}
