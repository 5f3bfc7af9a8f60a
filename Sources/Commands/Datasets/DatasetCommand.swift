import ArgumentParser
import Identifiers

/// `assay dataset`
struct DatasetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset",
        abstract: "Datasets and their versions.",
        subcommands: [
            DatasetRegisterCommand.self, DatasetListCommand.self, DatasetSearchCommand.self,
            DatasetShowCommand.self, DatasetUpdateCommand.self, DatasetVersionCommand.self,
            DatasetSchemaCommand.self, DatasetCheckCommand.self, DatasetLineageCommand.self,
        ]
    )
    static let fields = [
        "id", "name", "owner_team", "accountable", "purpose", "description", "licence", "sensitivity",
        "residency", "retention", "version_count", "created_at", "updated_at",
    ]
    static let versionFields = [
        "version", "digest", "digest_origin", "row_count", "column_count", "description", "created_at",
    ]
}

/// `assay dataset register`
struct DatasetRegisterCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Register a dataset.",
        discussion:
            "Example:\n  assay dataset register tickets-2026 --team support --description \"all closed tickets\""
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the dataset.") var name: String
    @Option(help: "Team that owns it.") var team: String
    @OptionGroup var terms: DatasetTerms

    func perform(in session: Session) async throws {
        let body = terms.fields.merging(["name": .string(name), "owner_team": .string(team)]) { $1 }
        let made = try await session.server.change(.post, .api("datasets"), body)
        session.console.report(made, DatasetCommand.fields, as: format.format)
    }
}

/// `assay dataset list`
struct DatasetListCommand: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List datasets.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var choice: DatasetChoice

    func perform(in session: Session) async throws {
        try await choice.report(words: nil, listing, as: format.format, in: session)
    }
}

/// `assay dataset show`
struct DatasetShowCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a dataset and its versions."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "Name of the dataset.") var name: String

    func perform(in session: Session) async throws {
        let dataset = try await session.server.get(.api("datasets", name)).value
        let versions = try await session.server.list(
            .api("datasets", name, "versions"),
            itemsMax: listing.limit
        )
        guard format.format != .json else {
            var whole = dataset.object ?? [:]
            whole["versions"] = .array(versions.items)
            session.console.write(JSONText.pretty(.object(whole)), to: .output)
            return
        }
        session.console.report(dataset, DatasetCommand.fields, as: format.format)
        session.console.say()
        session.console.report(versions, DatasetCommand.versionFields, as: format.format)
    }
}
