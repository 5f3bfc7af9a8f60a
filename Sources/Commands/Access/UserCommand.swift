import Access
import ArgumentParser
import Identifiers

/// `assay user`
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "People and services: make, list, show, change, disable, enable.",
        subcommands: [
            UserCreateCommand.self, UserListCommand.self, UserShowCommand.self, UserUpdateCommand.self,
            UserDisableCommand.self, UserEnableCommand.self,
        ]
    )
    static let fields = ["id", "kind", "display_name", "email", "roles", "is_disabled", "created_at"]
}

extension RoleName: ExpressibleByArgument {}
extension Principal.Kind: ExpressibleByArgument {}

/// `assay user create`
struct UserCreateCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a person or a service known.",
        discussion: """
            Examples:
              assay user create "Ada Marsh" --email ada@example.com --role ml_engineer
              assay user create build-robot --kind service --role service
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name to show.") var name: String
    @Option(help: "Email address; people need one.") var email: String?
    @Option(help: "person or service.") var kind = Principal.Kind.person
    @Option(help: "A role; say it again for more.") var role: [RoleName] = []

    func validate() throws {
        if kind == .person, email == nil { throw ValidationError("a person needs --email") }
    }

    func perform(in session: Session) async throws {
        var body: [String: JSONValue] = [
            "kind": .string(kind.rawValue), "display_name": .string(name),
            "roles": .array(role.map { .string($0.rawValue) }),
        ]
        if let email { body["email"] = .string(email) }
        let made = try await session.server.change(.post, .api("principals"), body)
        session.console.report(made, UserCommand.fields, as: format.format)
    }
}

/// `assay user list`
struct UserListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List people and services."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions

    func perform(in session: Session) async throws {
        let users = try await session.server.list(.api("principals"), itemsMax: listing.limit)
        session.console.report(users, UserCommand.fields, as: format.format)
    }
}

/// `assay user show`
struct UserShowCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one person or service."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Id, email or name.") var user: String

    func perform(in session: Session) async throws {
        let id = try await session.server.principalID(of: user)
        let found = try await session.server.get(.api("principals", id)).value
        session.console.report(found, UserCommand.fields, as: format.format)
    }
}
