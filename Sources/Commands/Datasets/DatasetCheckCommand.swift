import ArgumentParser
import Identifiers

/// `assay dataset check`
struct DatasetCheckCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Show the results of quality checks, or record those of a file; ends with 1 when one fails.",
        discussion: """
            The file holds {"checks": […]} as POST /api/v1/datasets/{dataset}/versions/{version}/checks takes it.

            Examples:
              assay dataset check tickets-2026 1
              assay dataset check tickets-2026 1 --file checks.json
            """
    )
    private static let fields = ["outcome", "name", "kind", "observed", "reason", "tool", "run_at"]

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "Name of the dataset.") var name: String
    @Argument(help: "Number of the version, from 1.") var version: VersionNumber
    @Flag(help: "Also results that newer ones took the place of.") var all = false
    @Option(help: ArgumentHelp("Results to record, as JSON.", valueName: "path")) var file: String?

    func perform(in session: Session) async throws {
        let results = try await results(in: session)
        session.console.report(results, Self.fields, as: format.format)
        let hasFailed = results.items.contains { $0["outcome"]?.string == "fail" && $0["latest"] != false }
        if hasFailed { throw CommandFailure.told(.answerIsNo) }
    }

    private func results(in session: Session) async throws -> ServerConnection.Listing {
        let path = AddressPath.api("datasets", name, "versions", version.text, "checks")
        guard let file else {
            let query = [("latest", all ? "false" : "true" as String?)]
            return try await session.server.list(path, query: query, itemsMax: listing.limit)
        }
        let made = try await session.server.change(.post, path, JSONFile.object(file))
        session.console.noteAuditEntry(of: made)
        return .init(items: made.value["items"]?.array ?? [])
    }
}
