import ArgumentParser
import Identifiers

/// `assay model retire`
struct ModelRetireCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Take a model or one of its versions out of use; nothing known of it is lost.",
        discussion: """
            Examples:
              assay model retire churn 2 --reason "replaced by a better one" --successor churn/3
              assay model retire churn --reason "the product is gone"
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "Number of a version; the whole model without it.") var version: VersionNumber?
    @Option(help: "Why.") var reason: String
    @Option(help: ArgumentHelp("What takes its place.", valueName: "name[/version]")) var successor: String?
    @Option(help: ArgumentHelp("Since when; now without it.", valueName: "time")) var since: Instant?

    func perform(in session: Session) async throws {
        var body: [String: JSONValue] = ["reason": .string(reason)]
        body["successor"] = successor.map { .string($0) }
        body["date"] = since.map { .string($0.rfc3339) }
        let parts = version.map { ["versions", $0.text] } ?? []
        let path = AddressPath(["api", "v1", "models", model] + parts + ["retirement"])
        let made = try await session.server.change(.post, path, body)
        let fields = ["model", "version", "reason", "successor", "date", "recorded_at"]
        session.console.report(made, fields, as: format.format)
    }
}
