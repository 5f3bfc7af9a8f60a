import ArgumentParser
import Audit
import Commands
import Logging
import Persistence
import TransparencyLog

/// `assay log`
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "The audit log as it lies in the database, on the server's machine.",
        subcommands: [LogVerifyCommand.self]
    )
}

/// `assay log verify`
struct LogVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify the audit log in the database itself, also when no server starts on it.",
        discussion: """
            Takes the options of `assay serve`. With the embedded database no server may run meanwhile. A log that was \
            rewritten and signed anew with the server's own key shows only against what others kept: see \
            `assay audit verify`.

            The exit status is 1 when the log is not whole; the first bad entry is named.
            """
    )

    @OptionGroup var options: ServerOptions

    func run() async throws {
        let report: AuditVerification.Report
        do {
            let settings = try options.settings()
            let logger = ServerLog.start(level: .warning)
            let directory = DataDirectory(path: settings.dataDirectory)
            guard let signer = try LogKey.loadExisting(in: directory) else {
                throw SettingFaults([
                    "\(settings.dataDirectory) has no key of a log: give the data directory of the server that signs it"
                ])
            }
            let database = try await Database.start(settings, directory, logger)
            let outcome: Result<AuditVerification.Report, any Error>
            do { outcome = .success(try await verify(database, signer.key)) } catch {
                outcome = .failure(error)
            }
            await database.stop()
            report = try outcome.get()
        } catch {
            throw ServerFailure(error)
        }
        Announcement.write(
            "\(LogKey.origin): \(report.fault == nil ? "intact" : "NOT INTACT")\n\(report.sentence)\n"
        )
        if report.fault != nil { throw ExitCode(1) }
    }

    private func verify(_ database: Database, _ key: NoteKey) async throws -> AuditVerification.Report {
        let verification = AuditVerification(policy: CheckpointPolicy(origin: LogKey.origin, logKeys: [key]))
        return try await PostgresAuditLog(pool: database.pool).withSnapshot {
            try await verification.run(on: $0)
        }
    }
}
