import Access
import Hummingbird
import Workflows

/// `/api/v1/usage`
struct UsageRoutes: Sendable {
    private static let groupingDefault = [UsageQuery.Grouping.team]

    let usage: ReadUsage

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("usage", use: report)
    }

    private func report(_ request: Request, _ context: APIContext) async throws -> Response {
        let (asked, actor) = (try Self.asked(request), try context.requireActor())
        switch request.uri.queryParameters["format"] ?? "json" {
        case "json": return try Reply.json(WireUsageReport(try await usage(asked, by: actor)))
        case "csv":
            let text = try await usage(asked, by: actor).csv
            return Reply.bytes(Array(text.utf8), type: "text/csv; charset=utf-8; header=present")
        default: throw InvalidInput("format", "must be json or csv")
        }
    }

    private static func asked(_ request: Request) throws -> UsageRequest {
        UsageRequest(
            from: try request.instant("from"),
            to: try request.instant("to"),
            grouping: try request.uri.queryParameters["group_by"].map(grouping) ?? groupingDefault
        )
    }

    private static func grouping(_ text: some StringProtocol) throws -> [UsageQuery.Grouping] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
            guard let grouping = UsageQuery.Grouping(rawValue: String(word)) else {
                let known = UsageQuery.Grouping.allCases.map(\.rawValue).joined(separator: ", ")
                throw InvalidInput("group_by", "must name some of \(known), with commas between")
            }
            return grouping
        }
    }
}
