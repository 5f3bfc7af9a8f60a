import ArgumentParser
import Identifiers

/// `assay token`
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make, list and revoke access tokens.",
        subcommands: [TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self]
    )
}

/// `assay token create`
struct TokenCreateCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token. It is shown once, and only here.",
        discussion: """
            The token alone goes to stdout, so that it can be kept without being seen.

            Examples:
              assay token create --label laptop
              assay token create --label ci --user build-robot --days 30 > token.txt
            """
    )

    @OptionGroup var server: ServerOptions
    @Option(help: "What the token is for.") var label: String
    @Option(
        help: ArgumentHelp("Whose token it is, by id, email or name; yours otherwise.", valueName: "user")
    )
    var user: String?
    @Option(help: "Days until it expires, 1 to 366.") var days = 90
    @Option(help: "text prints the token alone, json everything about it.") var format = PlainFormat.text

    func validate() throws {
        guard (1...366).contains(days) else { throw ValidationError("--days must be 1 to 366") }
    }

    func perform(in session: Session) async throws {
        var body: [String: JSONValue] = ["label": .string(label), "expires_in_days": .integer(Int64(days))]
        if let user { body["principal"] = .string(try await session.server.principalID(of: user)) }
        // The server keeps no secret, so it cannot repeat this answer: no key, no repetition.
        let made = try await session.server.change(.post, .api("tokens"), body, usesKey: false)
        guard let secret = made.value["token"]?.string else {
            throw CommandFailure.impossible(
                "the server made a token without showing it; revoke it and try again"
            )
        }
        if format == .text {
            session.console.say(TerminalText.singleLine(secret))
        } else {
            session.console.write(JSONText.pretty(made.value), to: .output)
        }
        session.console.note(
            "Keep it now: it is not shown again. It expires \(made.value["expires_at"]?.string ?? "never")."
        )
        session.console.noteAuditEntry(of: made)
    }
}

/// `assay token list`
struct TokenListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List your tokens, or with --user another's; never the secrets."
    )
    static let fields = ["id", "label", "kind", "created_at", "expires_at", "last_used_at", "revoked_at"]

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Option(help: ArgumentHelp("Whose tokens, by id, email or name.", valueName: "user")) var user: String?

    func perform(in session: Session) async throws {
        var owner: String?
        if let user { owner = try await session.server.principalID(of: user) }
        let tokens = try await session.server.list(
            .api("tokens"),
            query: [("principal", owner)],
            itemsMax: listing.limit
        )
        session.console.report(tokens, Self.fields, as: format.format)
    }
}

/// `assay token revoke`
struct TokenRevokeCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a token at once.",
        discussion: "Example:\n  assay token revoke 01938c1e-5e7a-7cc1-9d3c-0242ac120002"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Id of the token, from `assay token list`.") var id: String

    func perform(in session: Session) async throws {
        let revoked = try await session.server.change(.delete, .api("tokens", id))
        session.console.report(revoked, TokenListCommand.fields, as: format.format)
    }
}
