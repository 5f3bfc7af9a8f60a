import ArgumentParser
import Foundation
import Identifiers

/// `assay login`
struct LoginCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Check an access token and keep it for later commands.",
        discussion: """
            The token comes from --token-file, from ASSAY_TOKEN, or else from standard input, where it is \
            typed \
            unseen or piped. It is kept in a file that only you can read, and is sent only to this server.

            Examples:
              assay login --url https://assay.example.com
              assay login --token-file token.txt
            """
    )

    @OptionGroup var server: ServerOptions

    func perform(in session: Session) async throws {
        let token = try session.server.token ?? TokenPrompt.read(console: session.console)
        let target = ServerTarget(address: session.server.address, token: token)
        guard target.address.protectsToken || server.insecureHttp else {
            throw CommandFailure.usage(
                "\(target.address) is plain HTTP to another machine; use https, or say --insecure-http"
            )
        }
        let me = try await session.server.with(token: token).get(.api("me")).value
        try session.settings.save(SavedLogin(address: target.address.text, token: token))
        let name = me["display_name"]?.string ?? "unknown"
        session.console.say("Signed in to \(target.address) as \(TerminalText.singleLine(name)).")
        session.console.note("The token is kept in \(session.settings.loginPath).")
    }
}

/// `assay logout`
struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Forget the saved token.",
        discussion: "The token stays valid; `assay token revoke` ends it."
    )

    func run() async throws {
        let console = Console.standard()
        do {
            let settings = try SettingsFolder(environment: ProcessInfo.processInfo.environment)
            try forget(in: settings, console: console)
        } catch { try CommandEnd.end(with: CommandFailure(describing: error), console: console) }
    }

    func forget(in settings: SettingsFolder, console: Console) throws {
        let wasThere = try settings.savedLogin() != nil
        try settings.forgetLogin()
        console.say(wasThere ? "Signed out." : "Nobody was signed in.")
    }
}

/// `assay whoami`
struct WhoAmICommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami",
        abstract: "Show whom the server takes you for, with all roles."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions

    func perform(in session: Session) async throws {
        let me = try await session.server.get(.api("me")).value
        session.console.report(
            me,
            ["id", "kind", "display_name", "email", "roles", "group_ids"],
            as: format.format
        )
    }
}
