import ArgumentParser
import TransparencyLog

/// `assay audit export`
struct AuditExportCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Copy the whole log into a folder, where it can be verified without the server.",
        discussion: """
            Checkpoint and tiles lie as C2SP tlog-tiles lays them out, so other verifiers read them too.

            Example:
              assay audit export ./audit-2026-03 && assay audit verify --dir ./audit-2026-03
            """
    )

    @OptionGroup var server: ServerOptions
    @Argument(help: "A new or empty folder.") var folder: String

    func perform(in session: Session) async throws {
        let copy = try LogCopy(into: folder)
        let keys = try await LogTrust.published(by: session.server)
        let trust = try LogTrust(keys: keys, isPinned: false)
        let bar = ProgressBar(on: session.console)
        defer { bar.end() }
        let log = try await ServedLog(session.server, origin: trust.policy.origin) { done, total in
            bar.show("copying", done: done, total: total, unit: .items)
        }
        let count = try await copy.write(log, newestNote: log.newestNote, keys: trust.vkeys)
        bar.end()
        session.console.say("\(Quantity.grouped(Int64(clamping: count))) entries are copied into \(folder).")
        session.console.note("Nothing is verified yet: assay audit verify --dir \(folder)")
    }
}
