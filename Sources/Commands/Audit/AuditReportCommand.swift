import ArgumentParser
import Identifiers

/// `assay audit report`
struct AuditReportCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Who did what to which thing when, for a reviewer.",
        discussion: """
            Examples:
              assay audit report --from 2026-01-01 --to 2026-04-01 --format html --output q1.html
              assay audit report --model churn --action models. --actor ada@example.com
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Option(help: ArgumentHelp("From then on.", valueName: "time")) var from: Instant?
    @Option(help: ArgumentHelp("Before then.", valueName: "time")) var to: Instant?
    @Option(help: ArgumentHelp("What this user did, by id, email or name.", valueName: "user")) var actor:
        String?
    @Option(help: ArgumentHelp("Beginning of the action's name, such as models.", valueName: "action"))
    var action: String?
    @Option(help: "What was done to this model.") var model: String?
    @Option(help: ArgumentHelp("Write to this file.", valueName: "path")) var output: String?

    func perform(in session: Session) async throws {
        var actorID: String?
        if let actor { actorID = try await session.server.principalID(of: actor) }
        let query = [
            ("format", format.format.rawValue), ("from", from?.rfc3339), ("to", to?.rfc3339),
            ("actor", actorID),
            ("action", action), ("resource_type", model.map { _ in "model" }), ("resource", model),
        ]
        let response = try await session.server.open(.api("audit", "reports"), query: query)
        if let output {
            try await DownloadedFile(path: output).receive(response, digest: nil)
            session.console.note("The report is in \(output).")
        } else {
            let bytes = try await response.collect(bytesMax: ServerConnection.answerBytesMax)
            let text = String(decoding: bytes, as: UTF8.self)
            session.console.write(format.format == .text ? TerminalText.paragraphs(text) : text, to: .output)
        }
    }
}
