import ArgumentParser
import Identifiers

/// `assay model alias`
struct ModelAliasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alias",
        abstract: "Words that stand for one version of a model at a time.",
        subcommands: [
            ModelAliasListCommand.self, ModelAliasSetCommand.self, ModelAliasRemoveCommand.self,
            ModelAliasHistoryCommand.self,
        ]
    )
    static let fields = ["alias", "from", "to"]
}

/// `assay model alias list`
struct ModelAliasListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the aliases of a model."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String

    func perform(in session: Session) async throws {
        let aliases =
            try await session.server.get(.api("models", model, "aliases")).value["items"]?.array ?? []
        session.console.report(.init(items: aliases), ["alias", "version"], as: format.format)
    }
}

/// `assay model alias set`
struct ModelAliasSetCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Let an alias mean a version; a protected one needs the right to promote.",
        discussion: "Example:\n  assay model alias set churn challenger 3"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "The alias.") var alias: String
    @Argument(help: "Number of the version, from 1.") var version: VersionNumber

    func perform(in session: Session) async throws {
        let path = AddressPath.api("models", model, "aliases", alias)
        let moved = try await session.server.change(.put, path, ["version": .integer(Int64(version.number))])
        session.console.report(moved, ModelAliasCommand.fields, as: format.format)
    }
}

/// `assay model alias remove`
struct ModelAliasRemoveCommand: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Take an alias away.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "The alias.") var alias: String

    func perform(in session: Session) async throws {
        let moved = try await session.server.change(.delete, .api("models", model, "aliases", alias))
        session.console.report(moved, ModelAliasCommand.fields, as: format.format)
    }
}

/// `assay model alias history`
struct ModelAliasHistoryCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show what the aliases of a model meant, and when."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "Name of the model.") var model: String

    func perform(in session: Session) async throws {
        let path = AddressPath.api("models", model, "aliases", "history")
        let moves = try await session.server.list(path, itemsMax: listing.limit)
        session.console.report(
            RecordedChanges.flat(moves, as: format.format),
            ModelAliasCommand.fields,
            format
        )
    }
}
