import Access
import ArgumentParser
import Identifiers

/// `assay user update`
struct UserUpdateCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change somebody's name or roles.",
        discussion: """
            --role replaces all roles held directly; --no-roles takes them all away.

            Example:
              assay user update ada@example.com --role ml_engineer --role reviewer
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Id, email or name.") var user: String
    @Option(help: "New name to show.") var name: String?
    @Option(help: "A role; say it again for more.") var role: [RoleName] = []
    @Flag(help: "Take all roles away.") var noRoles = false

    func validate() throws {
        if noRoles, !role.isEmpty { throw ValidationError("say --role or --no-roles, not both") }
        if name == nil, role.isEmpty, !noRoles {
            throw ValidationError("say what to change: --name, --role or --no-roles")
        }
    }

    func perform(in session: Session) async throws {
        var body: [String: JSONValue] = [:]
        if let name { body["display_name"] = .string(name) }
        if noRoles || !role.isEmpty { body["roles"] = .array(role.map { .string($0.rawValue) }) }
        let changed = try await session.server.changePrincipal(user, body)
        session.console.report(changed, UserCommand.fields, as: format.format)
    }
}

/// `assay user disable`
struct UserDisableCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Lock somebody out at once; what they did stays on record."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Id, email or name.") var user: String

    func perform(in session: Session) async throws {
        let changed = try await session.server.changePrincipal(user, ["is_disabled": true])
        session.console.report(changed, UserCommand.fields, as: format.format)
    }
}

/// `assay user enable`
struct UserEnableCommand: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Let somebody in again.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Id, email or name.") var user: String

    func perform(in session: Session) async throws {
        let changed = try await session.server.changePrincipal(user, ["is_disabled": false])
        session.console.report(changed, UserCommand.fields, as: format.format)
    }
}

extension ServerConnection {
    /// Changes a principal as it was when it was looked at, and not when somebody else has changed it since.
    fileprivate func changePrincipal(_ user: String, _ body: [String: JSONValue]) async throws -> Answer {
        let path = AddressPath.api("principals", try await principalID(of: user))
        let tag = try await get(path).entityTag
        return try await change(.patch, path, body, ifMatch: tag)
    }
}
