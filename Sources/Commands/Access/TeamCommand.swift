import Access
import ArgumentParser
import Identifiers

/// `assay team`
struct TeamCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team",
        abstract: "Teams: make, list, add and remove members.",
        subcommands: [
            TeamCreateCommand.self, TeamListCommand.self, TeamAddCommand.self, TeamRemoveCommand.self,
        ]
    )
    static let fields = ["id", "name", "roles", "members", "created_at"]
}

/// `assay team create`
struct TeamCreateCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a team.",
        discussion: "Example:\n  assay team create ranking --member ada@example.com --role ml_engineer"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the team.") var name: String
    @Option(help: "A member by id, email or name; say it again for more.") var member: [String] = []
    @Option(help: "A role that all members get; say it again for more.") var role: [RoleName] = []

    func perform(in session: Session) async throws {
        var members: [JSONValue] = []
        for member in member { members.append(.string(try await session.server.principalID(of: member))) }
        let body: [String: JSONValue] = [
            "name": .string(name), "members": .array(members),
            "roles": .array(role.map { .string($0.rawValue) }),
        ]
        let made = try await session.server.change(.post, .api("groups"), body)
        session.console.report(made, TeamCommand.fields, as: format.format)
    }
}

/// `assay team list`
struct TeamListCommand: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List teams.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions

    func perform(in session: Session) async throws {
        let teams = try await session.server.list(.api("groups"), itemsMax: listing.limit)
        session.console.report(teams, TeamCommand.fields, as: format.format)
    }
}

/// `assay team add`
struct TeamAddCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add people to a team.",
        discussion: "Example:\n  assay team add ranking ada@example.com bo@example.com"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Team, by id or name.") var team: String
    @Argument(help: "People or services, by id, email or name.") var users: [String]

    func perform(in session: Session) async throws {
        let changed = try await session.server.changeMembers(of: team, users) { members, named in
            members + named.filter { !members.contains($0) }
        }
        session.console.report(changed, TeamCommand.fields, as: format.format)
    }
}

/// `assay team remove`
struct TeamRemoveCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove people from a team."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Team, by id or name.") var team: String
    @Argument(help: "People or services, by id, email or name.") var users: [String]

    func perform(in session: Session) async throws {
        let changed = try await session.server.changeMembers(of: team, users) { members, named in
            members.filter { !named.contains($0) }
        }
        session.console.report(changed, TeamCommand.fields, as: format.format)
    }
}

extension ServerConnection {
    /// Replaces the member list by what `change` makes of it, unless somebody else has changed the team
    /// meanwhile.
    fileprivate func changeMembers(
        of team: String,
        _ users: [String],
        _ change: ([String], [String]) -> [String]
    ) async throws -> Answer {
        let path = AddressPath.api("groups", try await teamID(of: team))
        var named: [String] = []
        for user in users { named.append(try await principalID(of: user)) }
        let found = try await get(path)
        let members = found.value["members"]?.array?.compactMap(\.string) ?? []
        let after = change(members, named).map { JSONValue.string($0) }
        return try await self.change(.patch, path, ["members": .array(after)], ifMatch: found.entityTag)
    }
}
