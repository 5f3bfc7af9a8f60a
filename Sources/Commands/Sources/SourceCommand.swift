import ArgumentParser
import Identifiers

/// `assay source`
struct SourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Where questions are answered from: sources, their imports and their people.",
        subcommands: [
            SourceListCommand.self, SourceCreateCommand.self, SourceImportsCommand.self,
            SourceMapPersonCommand.self,
        ]
    )
    static let fields = ["name", "kind", "audience", "workspace_domain", "created_at"]
}

/// Who sees the channels that the vendor calls open.
enum SourceAudience: String, CaseIterable, ExpressibleByArgument {
    case everyone, members
}

/// `assay source list`
struct SourceListCommand: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List sources.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions

    func perform(in session: Session) async throws {
        let sources = try await session.server.list(.api("sources"), itemsMax: listing.limit)
        session.console.report(sources, SourceCommand.fields, as: format.format)
    }
}

/// `assay source create`
struct SourceCreateCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a source that exports can be imported into.",
        discussion: "Example:\n  assay source create slack:acme --workspace-domain acme"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Kind and name, such as slack:acme.") var name: String
    @Option(help: "Who sees open channels: everyone, or the workspace's members.") var audience =
        SourceAudience.everyone
    @Option(help: ArgumentHelp("First label of the workspace's address, for links back.", valueName: "label"))
    var workspaceDomain: String?

    func validate() throws {
        guard name.contains(":") else { throw ValidationError("write kind and name, such as slack:acme") }
    }

    func perform(in session: Session) async throws {
        let draft = NewSource(name: name, audience: audience, workspaceDomain: workspaceDomain)
        let made = try await session.server.change(.post, .api("sources"), draft.body)
        session.console.report(made, SourceCommand.fields, as: format.format)
    }
}

/// A source to be made; its kind is what stands before the colon of its name.
struct NewSource: Hashable {
    let name: String
    var audience = SourceAudience.everyone
    var workspaceDomain: String?

    var body: [String: JSONValue] {
        var body: [String: JSONValue] = [
            "name": .string(name), "kind": .string(String(name.prefix { $0 != ":" })),
            "audience": .string(audience.rawValue),
        ]
        if let workspaceDomain { body["workspace_domain"] = .string(workspaceDomain) }
        return body
    }
}

/// `assay source imports`
struct SourceImportsCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports",
        abstract: "List the imports of a source with where they stand."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "Name of the source.") var source: String

    func perform(in session: Session) async throws {
        let imports = try await session.server.list(
            .api("sources", source, "imports"),
            itemsMax: listing.limit
        )
        let fields = [
            "id", "state", "file_name", "progress_done", "progress_total", "created_at", "finished_at",
            "failure",
        ]
        session.console.report(imports, fields, as: format.format)
    }
}

/// `assay source map-person`
struct SourceMapPersonCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "map-person",
        abstract: "Say which user a person of a source is, so that they see what they saw there.",
        discussion: """
            Examples:
              assay source map-person slack:acme U024BE7LH --user ada@example.com
              assay source map-person slack:acme U024BE7LH --none
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the source.") var source: String
    @Argument(help: "Id of the person there.") var person: String
    @Option(help: "The user, by id, email or name.") var user: String?
    @Flag(help: "Take the link away.") var none = false

    func validate() throws {
        guard (user != nil) != none else { throw ValidationError("say either --user or --none") }
    }

    func perform(in session: Session) async throws {
        var principal = JSONValue.null
        if let user { principal = .string(try await session.server.principalID(of: user)) }
        let path = AddressPath.api("sources", source, "people", person, "principal")
        let mapped = try await session.server.change(.put, path, ["principal": principal])
        session.console.report(mapped, ["source", "person", "principal"], as: format.format)
    }
}
