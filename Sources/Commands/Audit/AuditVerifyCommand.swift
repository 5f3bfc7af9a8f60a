import ArgumentParser
import Audit
import Identifiers
import TransparencyLog

/// `assay audit verify`
struct AuditVerifyCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract:
            "Recompute the whole audit log from its entries and compare it with everything that was signed.",
        discussion: """
            Nothing that the server says is taken on trust but its keys, and those only once: this client \
            remembers \
            the keys and the last good checkpoint, so a changed key or a rewritten past is found. Name the \
            key with \
            --key to trust nothing at all. With --dir a copy made by `assay audit export` is verified, offline.

            The exit status is 1 when the log is not whole; the first bad entry is named.

            Examples:
              assay audit verify
              assay audit verify --key "assay.example.com+4f1c7d20+AWz…" --format json
              assay audit verify --dir ./audit-2026-03 --key-file log.key
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var keys: KeyOptions
    @Option(help: ArgumentHelp("Verify this copy instead of a server.", valueName: "folder")) var dir: String?
    @Flag(help: "Trust the keys that the server publishes now, although they have changed.")
    var acceptNewKey = false
    @Option(help: "Form of the result.") var format = PlainFormat.text

    func perform(in session: Session) async throws {
        let outcome =
            if let dir { try await verify(LogFolder(path: dir)) } else { try await verifyServer(in: session) }
        let text = format == .json ? JSONText.pretty(outcome.json) : outcome.text(for: session.console)
        session.console.write(text, to: .output)
        if outcome.report.fault != nil { throw CommandFailure.told(.answerIsNo) }
    }

    private func verifyServer(in session: Session) async throws -> VerificationOutcome {
        let trust = try await LogTrust.resolved(
            given: keys.keys(),
            acceptsNewKey: acceptNewKey,
            session: session
        )
        let bar = ProgressBar(on: session.console)
        defer { bar.end() }
        let log = try await ServedLog(session.server, origin: trust.policy.origin) { done, total in
            bar.show("verifying", done: done, total: total, unit: .items)
        }
        let report = try await AuditVerification(policy: trust.policy, remembered: trust.remembered).run(
            on: log
        )
        if report.fault == nil {
            try trust.remember(checkpoint: log.newestNote, of: session.server, in: session.settings)
        }
        return VerificationOutcome(report: report, trust: trust, place: "the server")
    }

    /// The copy's own keys prove only that the copy agrees with itself.
    private func verify(_ copy: LogFolder) async throws -> VerificationOutcome {
        let given = try keys.keys()
        let trust =
            given.isEmpty
            ? try LogTrust(keys: try LogTrust.keys(in: try copy.document("keys.json")), isPinned: false)
            : try LogTrust(keys: given, isPinned: true)
        let report = try await AuditVerification(policy: trust.policy).run(on: copy)
        return VerificationOutcome(report: report, trust: trust, place: "the copy")
    }
}
