import ArgumentParser
import Identifiers

/// `assay ingest`
struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Send an export to the server, which reads it and makes it searchable.",
        subcommands: [IngestSlackCommand.self]
    )
}

/// `assay ingest slack`
struct IngestSlackCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "slack",
        abstract: "Import an export of a Slack workspace.",
        discussion: """
            PATH is the export as it was downloaded (zip or tar), an unpacked folder, or one JSON file. \
            The same \
            export may be sent again: what is there already stays as it is. The import runs on the server; \
            Ctrl-C ends \
            only the waiting.

            Examples:
              assay ingest slack export.zip --source slack:acme --create-source --workspace-domain acme
              assay ingest slack ./unpacked --source slack:acme --include-dms
            """
    )

    @OptionGroup var server: ServerOptions
    @Argument(help: ArgumentHelp("The export.", valueName: "path")) var path: String
    @Option(help: "Name of the source, such as slack:acme.") var source: String
    @Option(help: ArgumentHelp("First label of the workspace's address, for links back.", valueName: "label"))
    var workspaceDomain: String?
    @Flag(help: "Make the source if it is not there.") var createSource = false
    @Flag(help: "Include direct messages, visible to their members.") var includeDms = false
    @Flag(help: "Take folders that no index lists as public channels.") var assumePublic = false
    @Option(help: ArgumentHelp("When the export was made, if it is not new.", valueName: "time"))
    var exportedAt: Instant?
    @Flag(help: "Do not wait for the import.") var noWait = false
    @Option(help: "text for the summary, json for the import as the server describes it.") var format =
        PlainFormat.text

    func validate() throws {
        guard source.hasPrefix("slack:") else { throw ValidationError("--source must be like slack:acme") }
        guard format == .text || format == .json else {
            throw ValidationError("--format must be text or json")
        }
        if workspaceDomain != nil, !createSource {
            throw ValidationError("--workspace-domain belongs to --create-source")
        }
    }

    func perform(in session: Session) async throws {
        let export = try ExportFile.prepared(from: path)
        defer { export.discard() }
        try await ensureSource(in: session)
        let started = try await send(export, in: session)
        session.console.noteAuditEntry(of: started)
        guard let id = started.value["id"]?.string else {
            throw CommandFailure.impossible("the server took the export without naming the import")
        }
        session.console.note("import \(TerminalText.singleLine(id)) is queued")
        export.discard()
        guard !noWait else { return report(started.value, to: session.console) }
        let finished = try await ImportWaiting(session: session, source: source, id: id).untilFinished()
        report(finished, to: session.console)
        if finished["state"]?.string == "failed" { throw CommandFailure.told(.impossible) }
    }

    /// Looks before the upload, which could be long.
    private func ensureSource(in session: Session) async throws {
        do {
            _ = try await session.server.get(.api("sources", source))
        } catch let refusal as ServerRefusal where refusal.status == 404 {
            guard createSource else {
                throw CommandFailure.answerIsNo(
                    "there is no source \(source); say --create-source to make it"
                )
            }
            let draft = NewSource(name: source, workspaceDomain: workspaceDomain)
            let made = try await session.server.change(.post, .api("sources"), draft.body)
            session.console.note("source \(source) is made")
            session.console.noteAuditEntry(of: made)
        }
    }

    private func send(_ export: ExportFile, in session: Session) async throws -> ServerConnection.Answer {
        let bar = ProgressBar(on: session.console)
        defer { bar.end() }
        let size = export.file.sizeBytes
        let digest = try export.file.digest { bar.show("hashing", done: $0, total: size, unit: .bytes) }
        let upload = FileUpload(path: export.file.path, sizeBytes: size) { [bar] sent in
            bar.show("uploading", done: sent, total: size, unit: .bytes)
        }
        let query: [(String, String?)] = [
            ("file_name", export.name), ("include_dms", includeDms ? "true" : nil),
            ("assume_public", assumePublic ? "true" : nil), ("exported_at", exportedAt?.rfc3339),
        ]
        return try await session.server.upload(
            upload,
            by: .post,
            to: .api("sources", source, "imports"),
            query: query,
            digest: digest
        )
    }

    private func report(_ job: JSONValue, to console: Console) {
        let text = format == .json ? JSONText.pretty(job) : ImportSummaryText(job: job).text
        console.write(text, to: .output)
    }
}
