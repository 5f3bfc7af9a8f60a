import ArgumentParser
import Identifiers

/// `assay dataset`
struct DatasetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset",
        abstract: "Datasets and their versions.",
        subcommands: [
            DatasetRegisterCommand.self, DatasetListCommand.self, DatasetShowCommand.self,
            DatasetVersionCommand.self, DatasetLineageCommand.self,
        ]
    )
    static let fields = ["id", "name", "owner_team", "description", "version_count", "created_at"]
    static let versionFields = ["version", "digest", "digest_origin", "description", "created_at"]
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
    @Option(help: "What it holds.") var description: String?

    func perform(in session: Session) async throws {
        var body: [String: JSONValue] = ["name": .string(name), "owner_team": .string(team)]
        if let description { body["description"] = .string(description) }
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

    func perform(in session: Session) async throws {
        let datasets = try await session.server.list(.api("datasets"), itemsMax: listing.limit)
        session.console.report(
            datasets,
            ["name", "owner_team", "version_count", "description"],
            as: format.format
        )
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

/// `assay dataset version`
struct DatasetVersionCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Add a version: a file that is sent, or a digest that you claim.",
        discussion: """
            The digest of a file is computed by the server. A digest given by --digest is recorded as your \
            claim, \
            for data that must stay where it is.

            Examples:
              assay dataset version tickets-2026 tickets.parquet
              assay dataset version tickets-2026 --digest sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the dataset.") var name: String
    @Argument(help: "File to send.") var file: String?
    @Option(help: ArgumentHelp("sha256: and 64 hexadecimal digits.", valueName: "digest")) var digest: String?
    @Option(help: "What is new in it.") var description: String?

    func validate() throws {
        guard (file == nil) != (digest == nil) else { throw ValidationError("say either a file or --digest") }
        if let digest, !digest.hasPrefix("sha256:") || Digest(hex: digest.dropFirst("sha256:".count)) == nil {
            throw ValidationError("--digest must be sha256: and 64 lower-case hexadecimal digits")
        }
    }

    func perform(in session: Session) async throws {
        let made = try await added(in: session)
        session.console.report(made, ["dataset"] + DatasetCommand.versionFields, as: format.format)
    }
    private func added(in session: Session) async throws -> ServerConnection.Answer {
        let versions = AddressPath.api("datasets", name, "versions")
        if let file {
            let file = try LocalFile(file)
            let path = versions.appending("files").appending(file.name)
            return try await FileSending(session: session).send(
                file,
                to: path,
                query: [("description", description)]
            )
        }
        var body: [String: JSONValue] = ["digest": .string(digest ?? "")]
        if let description { body["description"] = .string(description) }
        return try await session.server.change(.post, versions, body)
    }
}
