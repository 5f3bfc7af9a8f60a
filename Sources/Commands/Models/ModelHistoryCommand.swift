import ArgumentParser
import Identifiers

/// `assay model history`
struct ModelHistoryCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show the steps that a version took, or with a model alone who owned it.",
        discussion: "Examples:\n  assay model history churn 3\n  assay model history churn"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "Number of a version.") var version: VersionNumber?

    func perform(in session: Session) async throws {
        let path =
            version.map { AddressPath.api("models", model, "versions", $0.text, "lifecycle") }
            ?? .api("models", model, "transfers")
        let changes = try await session.server.list(path, itemsMax: listing.limit)
        let fields =
            version == nil ? ["from_team", "to_team", "from_accountable", "to_accountable"] : ["from", "to"]
        session.console.report(RecordedChanges.flat(changes, as: format.format), fields, format)
    }
}
