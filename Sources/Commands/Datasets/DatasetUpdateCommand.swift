import ArgumentParser
import Identifiers

/// `assay dataset update`
struct DatasetUpdateCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change what is registered about a dataset.",
        discussion:
            "Example:\n  assay dataset update tickets-2026 --licence CC-BY-4.0 --keep-days 365 --then delete"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the dataset.") var name: String
    @Option(help: "Team that owns it.") var team: String?
    @OptionGroup var terms: DatasetTerms

    private var changes: [String: JSONValue] {
        terms.fields.merging(team.map { ["owner_team": .string($0)] } ?? [:]) { $1 }
    }

    func validate() throws {
        if changes.isEmpty { throw ValidationError("say what to change, such as --purpose or --licence") }
    }

    func perform(in session: Session) async throws {
        let path = AddressPath.api("datasets", name)
        let tag = try await session.server.get(path).entityTag
        let changed = try await session.server.change(.patch, path, changes, ifMatch: tag)
        session.console.report(changed, DatasetCommand.fields, as: format.format)
    }
}
