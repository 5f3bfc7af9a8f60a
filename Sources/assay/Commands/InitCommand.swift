import Access
import ArgumentParser
import Commands
import FoundationEssentials
import Logging
import Workflows

/// `assay init`
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make the first administrator and the first token, once, on an empty database.",
        discussion: "The token is shown once. The server must not be running on the same data directory."
    )

    @Option(help: "The administrator's e-mail address.")
    var adminEmail: String

    @Option(help: "The administrator's name. (default: the e-mail address)")
    var name: String?

    @OptionGroup var options: ServerOptions

    func run() async throws {
        do {
            let settings = try options.settings()
            let logger = ServerLog.start(level: .warning)
            let directory = DataDirectory(path: settings.dataDirectory)
            try directory.create()
            let database = try await Database.start(settings, directory, logger)
            let outcome: Result<IssuedToken, any Error>
            do {
                let stores = try await Stores(database, directory, settings, logger)
                let made = try await InitializePlatform(principals: stores.principals, gate: stores.gate)(
                    adminEmail: adminEmail,
                    displayName: name ?? adminEmail,
                    request: .init(requestID: "init")
                )
                outcome = .success(made.token)
            } catch {
                outcome = .failure(error)
            }
            await database.stop()
            Announcement.write(
                "Administrator \(adminEmail). Token, shown once:\n\(try outcome.get().secret)\n"
            )
        } catch {
            throw ServerFailure(error)
        }
    }
}
