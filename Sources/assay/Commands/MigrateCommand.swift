import ArgumentParser
import Commands
import Logging
import SchemaHistory

/// `assay migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this binary's schema, and tell whether it has drifted."
    )

    @OptionGroup var options: ServerOptions

    func run() async throws {
        do {
            let settings = try options.settings()
            let logger = ServerLog.start(level: .warning)
            let directory = DataDirectory(path: settings.dataDirectory)
            try directory.create()
            let database = try await Database.start(settings, directory, logger)
            let runner = SchemaRunner(
                connectionString: database.ownerConnectionString,
                assayVersion: BuildVersion.text,
                logger: logger
            )
            let outcome: Result<(SchemaStatus, SchemaDrift), any Error>
            do { outcome = .success((try await runner.status(), try await runner.drift())) } catch {
                outcome = .failure(error)
            }
            await database.stop()
            let (status, drift) = try outcome.get()
            Announcement.write("schema versions applied: \(status.applied.count)\n")
            if !drift.isEmpty {
                Announcement.write("the schema differs from what was applied:\n\(drift.description)\n")
                throw ExitCode(1)
            }
        } catch let exit as ExitCode {
            throw exit
        } catch {
            throw ServerFailure(error)
        }
    }
}
